/* Search: finds exactly what is typed, in an index that is loaded in parts (builder/site/search_index.py writes it).

   Speaks the protocol of the theme's own search worker, so its search box, keyboard and result list stay:
     in   {type: 0, data: its index}          setup; answered with {type: 1}
     in   {type: 2, data: what is typed}      answered with {type: 3, data: {items}}
   items is an array per page of {location, title, text, score, terms, tags}: the theme shows the item without an
   anchor as the page, those that score as high as the first as its sections, the others behind "more". It puts title,
   text and tags into the page as HTML, so everything that comes from a document is escaped here.

   A page is found if every word typed stands on it. Words lead to pages through the shards; the entries of the pages
   then prove each match, put pages and entries in order, and are shown. */

"use strict"

const FOLDER = new URL("../search/", self.location)
const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3
const PAUSE = 90            // ms without a new query before one is answered
const WAVE = 8              // pages loaded at once to begin with, half as many if their prose is needed
const FEW = 8               // pages of which the prose is loaded too
const MOST_PAGES = 40       // shown at most
const MOST_BYTES = 350000   // of entries loaded for one query, as far as the first pages tell
const BEST = 3, MORE = 12   // entries of a page shown at once, and behind "more"
const EXCERPT = 90          // characters of a text that are shown
const EXACT = 0, EXACT_AMOUNT = 1, BEGINS = 2, AMOUNT_BEGINS = 3, INSIDE = 4, TEXT = 5
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
const VALUE = Object.fromEntries([...DIGITS].map((digit, value) => [digit, value]))

let manifest, withProse, asked, latest = 0
const loaded = new Map()

addEventListener("message", async ({data: message}) => {
  if (message.type === SETUP) postMessage({type: READY})
  if (message.type !== QUERY) return
  fetchManifest().catch(() => {}) // the box was entered: what the first word needs
  const mine = ++latest
  let items = []
  try {
    const words = wordsOf(message.data)
    if (words.length) {
      await new Promise(done => setTimeout(done, PAUSE))
      if (mine !== latest) return
      items = await search(words, () => mine === latest)
    }
  } catch (error) {
    console.warn(`search: ${error}`)
    asked = withProse = undefined // the site may have been published anew
    items = [[{location: "", title: "搜索索引没有加载成功，请刷新网页再试", text: "", score: 0, terms: {}}]]
  }
  if (mine === latest) postMessage({type: RESULT, data: {items}})
})

/* ---- keys: the same as normalise() and phrases() in search_index.py ---- */

/** The key of a text, and for each of its characters where the character it came from begins and ends. */
function normalise(text) {
  let chars = [], from = []
  let position = 0
  for (const char of text) {
    const plain = (char >= "一" && char <= "龥") || (char > " " && char < "\x7f") ? char : char.normalize("NFKC")
    for (const one of plain.toLowerCase())
      if (!"\"'“”‘’「」『』".includes(one)) {
        chars.push(one)
        from.push([position, position + char.length])
      }
    position += char.length
  }
  const drop = new Set()
  const whole = chars.map(char => (char.length > 1 ? "字" : char)).join("")
  for (const run of whole.matchAll(/[0-9]+(?:,[0-9]+)+/g))
    if (/^[0-9]{1,3}(?:,[0-9]{3})+$/.test(run[0]))
      for (let i = 0; i < run[0].length; i++)
        if (run[0][i] === ",") drop.add(run.index + i)
  for (const run of whole.matchAll(/[ \t\n\r\f\v\u1680\u2028\u2029]+/g)) {
    const end = run.index + run[0].length
    const kept = /^[!-~]/.test(whole.slice(Math.max(run.index - 1, 0))) && /^[0-9a-z]/.test(whole.slice(end))
    chars[run.index] = " "
    for (let i = run.index + kept; i < end; i++) drop.add(i)
  }
  chars = chars.filter((_, i) => !drop.has(i))
  from = from.filter((_, i) => !drop.has(i))
  return {key: chars.join(""), from: chars.flatMap((char, i) => Array(char.length).fill(from[i]))}
}

/** The runs of letters and the numbers of a key. */
function phrases(key) {
  return key.match(/[0-9]+(?:\.[0-9]+)*|[\p{L}\p{Nl}\p{No}]+/gu) || []
}

/** What is typed, cut at blanks, as keys; what has neither letter nor digit is left out. */
function wordsOf(query) {
  const words = query.normalize("NFKC").split(/\s+/).map(word => normalise(word).key)
  return [...new Set(words)].filter(word => phrases(word).length)
}

/* ---- the index ---- */

/** The text of a file of the index, and how many bytes it took to load it now. */
async function fetchText(name) {
  if (loaded.has(name)) return {text: await loaded.get(name), cost: 0}
  const address = `${new URL(`${manifest.version}/${name}`, FOLDER)}`
  loaded.set(name, fetch(address).then(answer => {
    if (!answer.ok) throw new Error(`${answer.status} ${name}`)
    return answer.text()
  }))
  loaded.get(name).catch(() => loaded.delete(name))
  const text = await loaded.get(name)
  const [timing] = performance.getEntriesByName(address)
  return {text, cost: timing?.encodedBodySize || text.length * 2}
}

async function fetchManifest() {
  asked = asked || fetch(new URL("manifest.json", FOLDER), {cache: "no-cache"}).then(answer => {
    if (!answer.ok) throw new Error(`${answer.status} manifest.json`)
    return answer.json()
  })
  return asked
}

/** The first position in the sorted bounds that is not before the text. */
function lowerBound(bounds, text) {
  let low = 0, high = bounds.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (bounds[middle] < text) low = middle + 1
    else high = middle
  }
  return low
}

/** For each page the level at which a phrase stands on it, or undefined. */
async function pagesOf(phrase) {
  const start = phrase.slice(0, manifest.longest)
  const levels = new Array(manifest.pages)
  const first = lowerBound(manifest.shards, start)
  let last = first
  while (last < manifest.shards.length && manifest.shards[last].startsWith(start)) last++
  if (last - first >= manifest.heavy) {
    const hex = [...Array(start.length).keys()].map(i => start.charCodeAt(i).toString(16).padStart(4, "0")).join("")
    const {text} = await fetchText(`h${hex}.txt`)
    for (const cell of text.split("\t")) mark(levels, cell.slice(1), +cell[0])
    return levels
  }
  const numbers = [...Array(last - Math.max(first - 1, 0)).keys()].map(i => i + Math.max(first - 1, 0))
  const shards = await Promise.all(numbers.map(number => fetchText(`s${number}.txt`)))
  for (const {text} of shards) readShard(text, start, levels)
  return levels
}

/** Mark the pages of the records of a shard that begin with a text. */
function readShard(shard, start, levels) {
  let ending = ""
  for (const line of shard.split("\n")) {
    const [head, ...cells] = line.split("\t")
    ending = ending.slice(0, VALUE[head[0]]) + head.slice(1)
    if (ending.startsWith(start))
      for (const cell of cells) mark(levels, cell.slice(1), levelOf(+cell[0], ending === start))
  }
}

/** The level of a record for what is sought; the same as level() in search_index.py. */
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

/* ---- from words to results ---- */

async function search(words, wanted) {
  manifest = await fetchManifest()
  withProse = withProse || new Set(pageNumbers(manifest.prose))
  const found = await Promise.all([...new Set(words.flatMap(phrases))].map(pagesOf))
  const candidates = []
  for (let page = 0; page < manifest.pages; page++)
    if (found.every(levels => levels[page] !== undefined)) {
      const levels = found.map(of => of[page])
      candidates.push({page, rank: sum(levels), prose: levels.includes(TEXT)})
    }
  candidates.sort((a, b) => a.rank - b.rank || a.page - b.page)
  const prose = candidates.length <= FEW
  const results = []
  let next = 0
  let size = candidates[0]?.prose ? WAVE / 2 : WAVE
  for (let bytes = 0; size > 0 && next < candidates.length && wanted(); ) {
    const wave = candidates.slice(next, next + size)
    next += wave.length
    for (const {result, cost} of await Promise.all(wave.map(one => tryPage(one.page, words, prose || one.prose)))) {
      bytes += cost
      if (result) results.push(result)
    }
    const room = bytes ? Math.floor((MOST_BYTES - bytes) / (bytes / next)) : MOST_PAGES
    size = Math.min(MOST_PAGES - results.length, room)
  }
  results.sort((a, b) => a.rank - b.rank || a.length - b.length || a.page - b.page)
  const left = candidates.length - next
  return results.map((result, i) => show(result, words, results.length - i, i === results.length - 1 ? left : 0))
}

/** A page as a result, or null, and how many bytes that took; its prose is read if wanted, or if nothing else helps. */
async function tryPage(page, words, prose) {
  const has = withProse.has(page)
  const files = await Promise.all([`p${page}.json`, ...(has && prose ? [`t${page}.json`] : [])].map(fetchText))
  let result = prove(page, files, words)
  if (!result && has && !prose) {
    files.push(await fetchText(`t${page}.json`))
    result = prove(page, files, words)
  }
  return {result, cost: sum(files.map(file => file.cost))}
}

/** The entries of a page that hold a word, best first, or null if a word stands in none of them. */
function prove(page, files, words) {
  const parts = files.map(({text}) => JSON.parse(text))
  const location = parts[0][0]
  const entries = parts.flatMap(([, leads, rows]) => rows.map(row => entryOf(row, leads)))
  const best = words.map(() => Infinity)
  const hits = []
  for (const [order, entry] of entries.entries()) {
    const levels = words.map(word => levelIn(entry, word))
    levels.forEach((level, i) => (best[i] = Math.min(best[i], level)))
    const held = levels.filter(level => level < Infinity)
    if (held.length)
      hits.push({entry, order, held: held.length, rank: sum(held), length: held.some(isName) ? entry.length : 0})
  }
  if (best.includes(Infinity)) return null
  // Where no entry has all the words, a place on the page says more than the page's own name.
  const isWhole = hit => hit.order === 0 && hit.held < words.length
  hits.sort((a, b) =>
    b.held - a.held || isWhole(a) - isWhole(b) || a.rank - b.rank || a.length - b.length || a.order - b.order)
  return {location, page, hits, own: entries[0], rank: sum(best), length: hits[0].length}
}

function entryOf([kind, anchor, names, text, nature = 0, lead = 0, others = []], leads) {
  const own = [names].flat()
  const keys = [...own, ...others].map(name => normalise(name).key)
  return {
    kind: manifest.kinds[kind],
    anchor,
    title: own.join(" "),
    text,
    lead: leads[lead],
    amounts: nature === 1,
    prose: nature === 2,
    keys,
    titleKey: normalise(own.join(" ")).key,
    textKey: normalise(text).key,
    length: Math.min(...keys.map(key => key.length)),
  }
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0)
}

function isName(level) {
  return level === EXACT || level === BEGINS || level === INSIDE
}

/** How an entry holds a word: the best level, or Infinity. */
function levelIn(entry, word) {
  const inTitle = [...entry.keys, entry.titleKey].flatMap(key => places(key, word))
  const inText = places(entry.textKey, word)
  if (entry.prose) return inTitle.length || inText.length ? TEXT : Infinity
  const amounts = entry.amounts && /^[0-9]/.test(word) ? inText : []
  if (entry.keys.includes(word)) return EXACT
  if (amounts.some(at => !/^\.?[0-9]/.test(entry.textKey.slice(at + word.length)))) return EXACT_AMOUNT
  if (inTitle.includes(0)) return BEGINS
  if (amounts.length) return AMOUNT_BEGINS
  return inTitle.length ? INSIDE : inText.length ? TEXT : Infinity
}

/** Where a word stands in a key; a number only where a number begins. */
function places(key, word) {
  const found = []
  for (let at = key.indexOf(word); at >= 0; at = key.indexOf(word, at + 1))
    if (!/^[0-9]/.test(word) || !/[0-9]\.?$/.test(key.slice(Math.max(at - 2, 0), at))) found.push(at)
  return found
}

/** The items of one page, as the theme wants them. */
function show({location, hits, own}, words, score, left) {
  const terms = Object.fromEntries(words.map(word => [word, true]))
  const scoreOf = place => (place < BEST ? score : score - 0.5)
  const items = hits.slice(0, BEST + MORE).map(({entry}, i) => item(entry, location, words, scoreOf(i), terms))
  if (items.every(one => one.location.includes("#"))) items.push({...item(own, location, words, 0, terms), text: ""})
  if (left)
    items.push({
      location: `${location}#__search-rest`,
      title: `还有约 ${left} 页没有列出，请再加一个词`,
      text: "",
      score: score - 0.5,
      terms: {},
    })
  return items
}

function item(entry, location, words, score, terms) {
  const text = (entry.lead && `${escape(entry.lead)}：`) + marked(entry.text, words, EXCERPT)
  const amount = entry.amounts && !words.some(word => isName(levelIn(entry, word)))
  return {
    location: entry.anchor ? `${location}#${entry.anchor}` : location,
    title: marked(entry.title, words, Infinity),
    text: text && `<p>${text}</p>`,
    score,
    terms,
    tags: [escape(amount ? "金额" : entry.kind)],
  }
}

/** A text as HTML with the words marked, cut around the first of them if it is longer than this. */
function marked(text, words, longest) {
  const {key, from} = normalise(text)
  const spans = words
    .flatMap(word => places(key, word).map(at => [from[at][0], from[at + word.length - 1][1]]))
    .sort((a, b) => a[0] - b[0] || b[1] - a[1])
  const first = spans.length ? spans[0][0] : 0
  const start = text.length > longest ? whole(text, Math.max(0, Math.min(first - 20, text.length - longest))) : 0
  const stop = whole(text, Math.min(text.length, start + longest))
  let html = start ? "…" : "", at = start
  for (const [open, close] of spans) {
    if (open < at || close > stop) continue
    html += `${escape(text.slice(at, open))}<mark>${escape(text.slice(open, close))}</mark>`
    at = close
  }
  return html + escape(text.slice(at, stop)) + (stop < text.length ? "…" : "")
}

/** A position moved out of a surrogate pair. */
function whole(text, position) {
  return /^[\udc00-\udfff]/.test(text.slice(position, position + 1)) ? position - 1 : position
}

function escape(text) {
  return text.replace(/[&<>"'`]/g, char => `&#${char.charCodeAt(0)};`)
}
