/* Lets a store's text be tried out: its length is counted as it is typed, as the build counts it. */
(function () {
  "use strict";
  if (!window.Intl || !Intl.Segmenter) return;
  var characters = new Intl.Segmenter("und", { granularity: "grapheme" });
  function length(text) {
    var count = 0;
    var found = characters.segment(text.trim())[Symbol.iterator]();
    while (!found.next().done) count += 1;
    return count;
  }
  function show(box, text) {
    var most = Number(box.dataset.most), least = Number(box.dataset.least), bytes = Number(box.dataset.bytes);
    var count = length(text), weight = new TextEncoder().encode(text.trim()).length;
    var known = most || least || bytes;
    var state = (most && count > most) || (bytes && weight > bytes) ? "over" : least && count < least ? "under" : "fits";
    box.querySelector("[data-prd-length]").textContent = String(count);
    var heavy = box.querySelector("[data-prd-weight]");
    if (heavy) heavy.textContent = String(weight);
    if (!known) return;
    box.querySelector("[data-prd-state]").textContent = box.dataset[state];
    ["over", "under", "fits"].forEach(function (name) {
      box.classList.toggle("prd-listing__text--" + name, name === state);
    });
    var fill = box.querySelector(".prd-bar__fill"), bar = box.querySelector(".prd-bar");
    if (fill && most) fill.setAttribute("width", String(Math.min(100, (100 * count) / most)));
    if (bar) bar.classList.toggle("prd-bar--bad", state === "over");
  }
  function begin() {
    document.querySelectorAll("[data-prd-count]").forEach(function (box) {
      var words = box.querySelector(".prd-listing__words");
      if (!words || box.querySelector("textarea")) return;
      var field = document.createElement("textarea");
      field.value = words.textContent;
      field.lang = words.lang;
      field.setAttribute("aria-label", box.dataset.try + ": " + box.dataset.label);
      field.addEventListener("input", function () { show(box, field.value); });
      words.replaceWith(field);
    });
  }
  if (window.document$ && window.document$.subscribe) window.document$.subscribe(begin);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
