/* The search index on the site: which of its parts a word needs, which pages they name, and what stands on a page.
   search_index.py says what the parts are. */

"use strict"

const FOLDER = new URL("../search/", self.location)
const EXACT = 0, EXACT_AMOUNT = 1, BEGINS = 2, AMOUNT_BEGINS = 3, INSIDE = 4, TEXT = 5
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
const VALUE = Object.fromEntries([...DIGITS].map((digit, value) => [digit, value]))
const AMOUNT = 3   // the grade of the records of amounts

let manifest, withProse, blocks, proseBlocks, asked
const loaded = new Map()   // files
const read = new Map()     // pages

/** The text of a file of the index, and how many bytes it took to load it now. */
async function fetchText(name) {
  if (loaded.has(name)) return {text: await loaded.get(name), cost: 0}
  const address = `${new URL(`${manifest.version}/${name}.z`, FOLDER)}`
  loaded.set(name, fetch(address).then(async answer => {
    if (!answer.ok) throw new Error(`${answer.status} ${name}`)
    return new Response(answer.body.pipeThrough(new DecompressionStream("deflate"))).text()
  }))
  loaded.get(name).catch(() => loaded.delete(name))
  const text = await loaded.get(name)
  const [timing] = performance.getEntriesByName(address)
  return {text, cost: timing?.encodedBodySize || text.length / 2}
}

async function fetchManifest() {
  asked = asked || fetch(new URL("manifest.json", FOLDER), {cache: "no-cache"}).then(answer => {
    if (!answer.ok) throw new Error(`${answer.status} manifest.json`)
    return answer.json()
  })
  return asked
}

/** Load what must be known before anything else. */
async function openIndex() {
  if (manifest) return
  const told = await fetchManifest()
  withProse = new Set(pageNumbers(told.prose))
  blocks = pageNumbers(told.blocks)
  proseBlocks = pageNumbers(told.proseBlocks)
  manifest = told
}

/** Begin anew with the next query. */
function forget() {
  asked = manifest = undefined
  loaded.clear()
  read.clear()
}

/** A query in simplified characters, or "" if that is no other. */
async function simplified(query) {
  const table = [...(await fetchText("c")).text]
  const plain = Object.fromEntries(table.flatMap((char, i) => (i % 2 ? [] : [[char, table[i + 1]]])))
  const made = [...query].map(char => plain[char] || char).join("")
  return made === query ? "" : made
}

/** The first position in sorted bounds that is not before the text. */
function lowerBound(bounds, text) {
  let low = 0, high = bounds.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (bounds[middle] < text) low = middle + 1
    else high = middle
  }
  return low
}

/** The shards, by their first letter, that have the records beginning with a text. */
async function shardsOf(letter, bounds, start) {
  const first = Math.max(lowerBound(bounds, start) - 1, 0)
  let last = first
  while (last < bounds.length && (last === first || bounds[last] <= start || bounds[last].startsWith(start))) last++
  return Promise.all([...Array(last - first).keys()].map(i => fetchText(`${letter}${first + i}`)))
}

/** For each page the level at which a word stands on it, or undefined. */
async function pagesOf({key, sign, number, yuan}) {
  if (!number) return allOn(phrases(key))
  const levels = await namedOn(sign + number)
  const forms = printedAs(yuan).filter(other => other !== number).flatMap(printedForms)
  const add = async (printed, level) => {
    for (const found of await Promise.all(printed.map(amountOn)))
      for (const page of found) levels[page] = Math.min(levels[page] ?? Infinity, level)
  }
  await add(forms.map(form => sign + form), AMOUNT_BEGINS)
  if (!sign) await add(forms.map(form => `-${form}`), TEXT)
  return levels
}

/** The pages with a printed amount of exactly this form. */
async function amountOn(form) {
  const shard = Math.max(lowerBound(manifest.shards, form + "\0") - 1, 0)
  const pages = []
  readShard((await fetchText(`n${shard}`)).text, form, pages, (grade, whole) => (whole && grade === AMOUNT ? 0 : undefined))
  return [...pages.keys()].filter(page => pages[page] === 0)
}

/** For each page on which all phrases of a word stand the best that can be said of them. */
async function allOn(parts) {
  const telling = parts.filter(phrase => parts.length === 1 || [...phrase].length > 1 || /[0-9]/.test(phrase))
  const found = await Promise.all((telling.length ? telling : parts.slice(0, 1)).map(phraseOn))
  const levels = []
  for (let page = 0; page < manifest.pages; page++)
    if (found.every(of => of[page] !== undefined)) levels[page] = Math.max(...found.map(of => of[page]))
  return levels
}

/** For each page the level at which a phrase stands on it: in its names, or all pairs of its letters in its texts. */
async function phraseOn(phrase) {
  const sought = /^[0-9]/.test(phrase) ? [] : pairs(phrase)
  const [levels, ...texts] = await Promise.all([namedOn(phrase), ...sought.map(pairOn)])
  if (texts.length)
    for (let page = 0; page < manifest.pages; page++)
      if (levels[page] === undefined && texts.every(on => on[page])) levels[page] = TEXT
  return levels
}

/** The pages in whose texts a pair of letters stands, marked. */
async function pairOn(pair) {
  const on = []
  for (const {text} of await shardsOf("g", manifest.pairs, pair)) readShard(text, pair, on, () => true)
  return on
}

/** For each page the level at which a phrase stands in its names, or a number anywhere, or undefined. */
async function namedOn(phrase) {
  const start = phrase.slice(0, manifest.longest)
  const levels = []
  const spanned = manifest.shards.filter(bound => bound.startsWith(start)).length
  if ([...start].length <= manifest.short && spanned >= manifest.heavy) {
    const hex = [...Array(start.length).keys()].map(i => start.charCodeAt(i).toString(16).padStart(4, "0")).join("")
    for (const cell of (await fetchText(`h${hex}`)).text.split("\t"))
      mark(levels, cell.slice(1), +cell[0])
    return levels
  }
  for (const {text} of await shardsOf("n", manifest.shards, start)) readShard(text, start, levels, levelOf)
  return levels
}

/** Mark the pages of the records of a shard that begin with a text. */
function readShard(shard, start, levels, levelFor) {
  let ending = ""
  for (const line of shard.split("\n")) {
    const tab = line.indexOf("\t")
    ending = ending.slice(0, VALUE[line[0]]) + line.slice(1, tab)
    if (!ending.startsWith(start)) continue
    for (const cell of line.slice(tab + 1).split("\t")) {
      const level = levelFor(+cell[0], ending === start)
      if (level !== undefined) mark(levels, cell.slice(1), level)
    }
  }
}

/** The level of a record for what is sought; the same as level() in search_shards.py. */
function levelOf(grade, whole) {
  return [whole ? EXACT : BEGINS, BEGINS, INSIDE, whole ? EXACT_AMOUNT : AMOUNT_BEGINS, TEXT][grade]
}

/** Give the pages in a text of page numbers this level, unless they have a better one. */
function mark(levels, text, level) {
  for (const page of pageNumbers(text)) if (!(levels[page] <= level)) levels[page] = level
}

/** The page numbers in a text: gaps in digits of five bits, or after ``=`` a bitmap. */
function pageNumbers(text) {
  const pages = []
  if (text[0] === "=") {
    for (let i = 1; i < text.length; i++)
      for (let bits = VALUE[text[i]], bit = 0; bit < 6; bit++) if (bits & (1 << bit)) pages.push((i - 1) * 6 + bit)
    return pages
  }
  let page = -1, gap = 0, shift = 0
  for (const digit of text) {
    gap += (VALUE[digit] & 31) * 2 ** shift
    shift += 5
    if (VALUE[digit] > 31) continue
    page += gap + 1
    pages.push(page)
    gap = shift = 0
  }
  return pages
}

/** The block that a page is in: the last that does not begin after it. */
function blockOf(starts, page) {
  let low = 0, high = starts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (starts[middle] <= page) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** The location of a page and its entries, with its prose if that is wanted; and how many bytes that took. */
async function readPage(page, prose) {
  const block = blockOf(blocks, page)
  const {cost, own} = await readOnce(`p${block}`, page, ([location, leads, rows]) => {
    return {location, entries: rows.map(row => entryOf(row, leads))}
  }, rows => rows[page - blocks[block]])
  if (!prose || !withProse.has(page)) return {...own, cost}
  const more = await readOnce(`t${blockOf(proseBlocks, page)}`, page, ([, leads, rows]) => {
    return rows.map(row => entryOf(row, leads))
  }, rows => rows.find(([number]) => number === page))
  return {location: own.location, entries: [...own.entries, ...more.own], cost: cost + more.cost}
}

/** What is made of one page of a file, once. */
async function readOnce(file, page, make, pick) {
  const name = `${file} ${page}`
  if (read.has(name)) return {own: read.get(name), cost: 0}
  const {text, cost} = await fetchText(file)
  if (!read.has(name)) read.set(name, make(pick(JSON.parse(text))))
  return {own: read.get(name), cost}
}

function entryOf([kind, anchor, names, text, nature = 0, lead = 0, others = [], converted = []], leads) {
  const own = [names].flat()
  const keys = [...own, ...others].map(keyOf)
  return {
    kind: manifest.kinds[kind],
    anchor,
    title: own.join(" "),
    text,
    others,
    lead: leads[lead],
    amounts: nature === 1,
    prose: nature === 2,
    keys,
    titleKey: keyOf(own.join(" ")),
    converted,
    get textKey() {
      return (this.madeKey ??= keyOf(text))
    },
    get yuan() {
      return (this.madeYuan ??= nature === 1 ? amountsIn(this.textKey) : [])
    },
  }
}
