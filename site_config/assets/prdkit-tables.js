/* Tables that sort and filter, with their state in the address: ?prds.status=review&prds.sort=-updated.
   A table asks for it by the class `prd-sortable`; everything needed stands in its data attributes. */
(() => {
  "use strict"

  const BLANK = "-"
  const split = text => (text ? text.split("|").filter(Boolean) : [])

  function words(table) {
    const say = (name, fallback) => table.dataset["word" + name] || fallback
    return {
      filter: say("Filter", "Filter"), any: say("Any", "All"), blank: say("Blank", "Not stated"),
      search: say("Search", "Search in {names}"), count: say("Count", "{count} of {total}"),
      none: say("None", "No rows match"), sort: say("Sort", "Sort by {name}"), reset: say("Reset", "Reset"),
    }
  }

  function element(name, attributes, ...children) {
    const made = document.createElement(name)
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
    made.append(...children)
    return made
  }

  function readColumns(table) {
    return [...table.tHead.rows[0].cells].map((head, index) => ({
      head, index,
      name: head.dataset.column || String(index + 1),
      label: head.textContent.trim(),
      filter: head.dataset.filter || "",
    }))
  }

  function readRows(table, columns) {
    return [...table.tBodies[0].rows].map((row, place) => ({
      row, place,
      cells: columns.map(column => {
        const cell = row.cells[column.index]
        if (!cell) return { keys: [], labels: [], sort: "", text: "" }
        const text = cell.textContent.trim()
        const keys = cell.dataset.value === undefined ? split(text) : split(cell.dataset.value)
        const labels = cell.dataset.label === undefined ? [] : split(cell.dataset.label)
        return { keys, labels, text: text.toLowerCase(), sort: cell.dataset.sort ?? text }
      }),
    }))
  }

  function comparer(lang) {
    const collator = new Intl.Collator(lang || undefined, { numeric: true, sensitivity: "base" })
    const number = /^-?\d+(?:\.\d+)?$/
    return (a, b) => {
      if (a === b) return 0
      if (a === "" || b === "") return a === "" ? 1 : -1
      return number.test(a) && number.test(b) ? Number(a) - Number(b) : collator.compare(a, b)
    }
  }

  /* What a column can be filtered by: in the order the column sorts in where a row has one value. */
  function choices(column, rows, compare, blank) {
    const found = new Map()
    let empty = false
    for (const { cells } of rows) {
      const { keys, labels, sort } = cells[column.index]
      empty ||= keys.length === 0
      keys.forEach((key, i) => {
        const label = labels[i] || key
        if (!found.has(key)) found.set(key, { key, label, order: keys.length === 1 ? sort : label })
      })
    }
    const sorted = [...found.values()].sort((a, b) => compare(a.order, b.order))
    return empty && sorted.length ? [...sorted, { key: BLANK, label: blank }] : sorted
  }

  class Table {
    constructor(table) {
      this.table = table
      this.name = table.dataset.prdTable || "table"
      this.words = words(table)
      this.columns = readColumns(table)
      this.rows = readRows(table, this.columns)
      this.compare = comparer(table.closest("[lang]")?.lang)
      this.controls = new Map()
      this.sorted = { column: null, down: false }
      this.addFilters()
      this.addSorting()
      this.restore()
    }

    addFilters() {
      const box = element("div", { class: "prd-filters", role: "group", "aria-label": this.words.filter })
      const texts = this.columns.filter(column => column.filter === "text")
      if (texts.length) box.append(this.textFilter(texts))
      for (const column of this.columns) {
        if (column.filter === "select") this.selectFilter(column, box)
      }
      this.reset = element("button", { type: "button", class: "prd-filters__reset" }, this.words.reset)
      this.reset.addEventListener("click", () => this.clear())
      this.status = element("p", { class: "prd-filters__count", role: "status", "aria-live": "polite" })
      box.append(this.reset, this.status)
      const frame = this.table.closest(".prd-scroll") || this.table
      frame.before(box)
    }

    textFilter(columns) {
      const names = columns.map(column => column.label).join(" / ")
      const input = element("input", { type: "search", autocomplete: "off", spellcheck: "false" })
      input.addEventListener("input", () => this.changed())
      this.controls.set("q", { input, fits: (cells, value) => {
        const wanted = value.toLowerCase().split(/\s+/).filter(Boolean)
        const text = columns.map(column => cells[column.index].text).join(" ")
        return wanted.every(word => text.includes(word))
      } })
      return this.field(this.words.search.replace("{names}", names), input, "prd-filters__text")
    }

    selectFilter(column, box) {
      const found = choices(column, this.rows, this.compare, this.words.blank)
      if (found.length < 2) return
      const input = element("select", {}, element("option", { value: "" }, this.words.any))
      for (const { key, label } of found) input.append(element("option", { value: key }, label))
      input.addEventListener("change", () => this.changed())
      this.controls.set(column.name, { input, fits: (cells, value) => {
        const { keys } = cells[column.index]
        return value === BLANK ? keys.length === 0 : keys.includes(value)
      } })
      box.append(this.field(column.label, input, "prd-filters__select"))
    }

    field(label, input, kind) {
      return element("label", { class: `prd-filters__field ${kind}` }, element("span", {}, label), input)
    }

    addSorting() {
      for (const column of this.columns) {
        const button = element("button", { type: "button", class: "prd-sort" })
        button.append(...column.head.childNodes)
        button.title = this.words.sort.replace("{name}", column.label)
        button.addEventListener("click", () => {
          const same = this.sorted.column === column
          this.sorted = same && this.sorted.down ? { column: null, down: false } : { column, down: same }
          this.changed()
        })
        column.head.append(button)
      }
    }

    changed() {
      this.show()
      this.keep()
    }

    clear() {
      for (const { input } of this.controls.values()) input.value = ""
      this.sorted = { column: null, down: false }
      this.changed()
    }

    show() {
      const set = [...this.controls.values()].filter(control => control.input.value.trim())
      let count = 0
      for (const { row, cells } of this.rows) {
        row.hidden = !set.every(control => control.fits(cells, control.input.value.trim()))
        if (!row.hidden) count += 1
      }
      this.order()
      const said = this.words.count.replace("{count}", count).replace("{total}", this.rows.length)
      this.status.textContent = count ? said : `${said} · ${this.words.none}`
      this.reset.disabled = !set.length && !this.sorted.column
    }

    order() {
      const { column, down } = this.sorted
      const at = column?.index
      const rows = [...this.rows].sort((a, b) => {
        if (!column) return a.place - b.place
        const [x, y] = [a.cells[at].sort, b.cells[at].sort]
        // What has no value stays at the end, whichever way the rest is turned.
        if (x === "" || y === "") return this.compare(x, y) || a.place - b.place
        return (down ? this.compare(y, x) : this.compare(x, y)) || a.place - b.place
      })
      this.table.tBodies[0].append(...rows.map(({ row }) => row))
      for (const { head } of this.columns) head.removeAttribute("aria-sort")
      column?.head.setAttribute("aria-sort", down ? "descending" : "ascending")
    }

    /* The address keeps what else it says: other tables, the words that a search marks, the place on the page. */
    keep() {
      const url = new URL(location.href)
      const put = (name, value) => {
        if (value) url.searchParams.set(`${this.name}.${name}`, value)
        else url.searchParams.delete(`${this.name}.${name}`)
      }
      for (const [name, { input }] of this.controls) put(name, input.value.trim())
      const { column, down } = this.sorted
      put("sort", column ? (down ? "-" : "") + column.name : "")
      if (url.href !== location.href) history.replaceState(history.state, "", url)
    }

    restore() {
      const told = new URL(location.href).searchParams
      for (const [name, { input }] of this.controls) {
        input.value = told.get(`${this.name}.${name}`) ?? ""
        if (input.selectedIndex === -1) input.value = ""
      }
      const sort = told.get(`${this.name}.sort`) ?? ""
      const column = this.columns.find(({ name }) => name === sort.replace(/^-/, "")) ?? null
      this.sorted = { column, down: sort.startsWith("-") }
      this.show()
    }
  }

  const made = new WeakMap()
  const here = () => [...document.querySelectorAll("table.prd-sortable")].filter(t => t.tHead && t.tBodies[0])

  function start() {
    for (const table of here()) {
      if (!made.has(table)) made.set(table, new Table(table))
    }
  }

  function restore() {
    for (const table of here()) made.get(table)?.restore()
  }

  if (typeof document$ !== "undefined" && document$.subscribe) {
    document$.subscribe(start)
    if (typeof location$ !== "undefined") location$.subscribe(restore)
  } else if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", start)
  } else {
    start()
  }
  addEventListener("popstate", restore)
})()
