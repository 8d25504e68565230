/* What the theme leaves unsaid: to those who listen, the name of its search and that tools of code are no landmarks;
   on paper, where a link leads that leaves the site. */
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

  addEventListener("beforeprint", () => {
    for (const link of document.querySelectorAll("article p a[href], article li a[href]")) {
      const elsewhere = /^https?:$/.test(link.protocol) && link.host !== location.host
      link.classList.toggle("prd-elsewhere", elsewhere && !link.textContent.includes(link.host))
    }
  })

  if (document.body) watch()
  else document.addEventListener("DOMContentLoaded", watch)
})()
