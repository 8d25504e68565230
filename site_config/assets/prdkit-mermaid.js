/* Mermaid from this site alone, and only where a diagram is drawn.
   The theme finds a global `mermaid`, so it never asks a CDN. The library itself runs in a frame that may load
   nothing, since the text of a diagram is an author's: an image or a style in it would reach other sites. */
(() => {
  "use strict"

  const real = window.mermaid
  if (real && typeof real.render === "function") return

  const library = new URL("mermaid.min.js", document.currentScript.src)
  const LOCKED = [
    "secure", "securityLevel", "startOnLoad", "maxTextSize", "maxEdges", "suppressErrorRendering", "dompurifyConfig",
    "themeCSS", "themeVariables", "fontFamily", "altFontFamily",
  ]
  const FORCED = { startOnLoad: false, securityLevel: "strict", suppressErrorRendering: true, secure: LOCKED }
  const FONTS = ["--md-mermaid-font-family", "--md-text-font-family", "--md-code-font-family"]
  const UNWANTED = "script,iframe,object,embed,link,meta,base,form,img,image,picture,audio,video,source,feImage," +
    "animate,animateMotion,animateTransform,set"

  const SMALLEST = 0.75

  let told = {}
  let frame

  function policy() {
    const source = library.protocol === "file:" ? "file:" : library.href.replace(/;/g, "%3B").replace(/,/g, "%2C")
    return `default-src 'none'; script-src ${source}; style-src 'unsafe-inline'; img-src data:`
  }

  function open() {
    frame ??= new Promise((done, failed) => {
      const sheet = document.createElement("iframe")
      const head = document.createElement("head")
      const rule = document.createElement("meta")
      const script = document.createElement("script")
      rule.httpEquiv = "Content-Security-Policy"
      rule.content = policy()
      script.src = library.href
      head.append(rule, script)
      sheet.className = "prd-mermaid-frame"
      sheet.tabIndex = -1
      sheet.setAttribute("aria-hidden", "true")
      sheet.srcdoc = `<!doctype html><html>${head.outerHTML}<body></body></html>`
      sheet.addEventListener("load", () => {
        const inside = sheet.contentWindow
        if (!inside?.mermaid) return failed(new Error(`${library} could not be loaded`))
        const style = getComputedStyle(document.body)
        for (const name of FONTS) {
          inside.document.documentElement.style.setProperty(name, style.getPropertyValue(name))
        }
        inside.mermaid.initialize({ ...told, ...FORCED })
        done(inside.mermaid)
      }, { once: true })
      document.body.append(sheet)
    })
    return frame
  }

  /* What is drawn goes into the page, so it may point nowhere but into itself, links aside. */
  function clean(svg) {
    const box = document.createElement("template")
    box.innerHTML = svg
    for (const node of box.content.querySelectorAll(UNWANTED)) node.remove()
    for (const node of box.content.querySelectorAll("*")) {
      if (node.localName === "style") node.textContent = harmless(node.textContent)
      for (const { name, value } of [...node.attributes]) {
        if (!fits(node, name.toLowerCase(), value)) node.removeAttribute(name)
      }
    }
    return box.innerHTML
  }

  function fits(node, name, value) {
    if (name.startsWith("on")) return false
    if (/(?:^|:)(?:href|src|srcset)$/.test(name)) {
      return value.startsWith("#") || (node.localName === "a" && /^(?:https?:|mailto:|\.{0,2}\/(?!\/))/i.test(value))
    }
    return harmless(value) === value || !/\\|\(/.test(value)
  }

  function harmless(css) {
    return css
      .replace(/\\/g, "")
      .replace(/@import[^;}]*;?/gi, "")
      .replace(/\b(?:url|src|image|image-set|element|cross-fade)\(\s*(?!["']?#)[^)]*\)?/gi, "none")
  }

  /* A wide drawing scrolls in a frame of its own before its words become too small to read. */
  function framed(svg, kind) {
    const box = document.createElement("template")
    box.innerHTML = svg
    const drawing = box.content.querySelector("svg")
    const width = drawing?.viewBox.baseVal?.width
    if (!width) return svg
    drawing.style.minWidth = `${Math.round(width * SMALLEST)}px`
    const frame = document.createElement("div")
    const printed = document.createElement("style")
    printed.textContent = "@media print { svg { min-width: 0 !important } }"
    frame.style.overflowX = "auto"
    frame.style.background = "var(--prd-more)"
    frame.tabIndex = 0
    frame.setAttribute("role", "group")
    frame.setAttribute("aria-label", drawing.querySelector("title")?.textContent || kind)
    frame.append(printed, box.content)
    return frame.outerHTML
  }

  function asWritten(text) {
    const pre = document.createElement("pre")
    pre.textContent = text
    return pre.outerHTML
  }

  window.mermaid = {
    initialize(config) {
      told = config ?? {}
    },
    async render(id, text) {
      const mermaid = await open()
      try {
        const { svg, diagramType } = await mermaid.render(id, text)
        return { svg: framed(clean(svg), diagramType), diagramType }
      } catch {
        return { svg: asWritten(text), diagramType: "error" }
      }
    },
  }
})()
