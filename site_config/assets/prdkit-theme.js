/* What the theme leaves unsaid to those who listen: the name of its search, and that tools of code are no landmarks. */
(() => {
  "use strict"

  function name() {
    const search = document.querySelector(".md-search[role=dialog]:not([aria-label])")
    const field = search?.querySelector("input[aria-label]")
    if (field) search.setAttribute("aria-label", field.getAttribute("aria-label"))
    for (const tools of document.querySelectorAll("nav.md-code__nav:not([role])")) tools.setAttribute("role", "none")
  }

  function watch() {
    name()
    // Tools are added to a block of code when it comes into sight.
    new MutationObserver(name).observe(document.body, { childList: true, subtree: true })
  }

  if (document.body) watch()
  else document.addEventListener("DOMContentLoaded", watch)
})()
