/* Search: finds exactly what is typed, in an index that is loaded in parts (builder/site/search_index.py writes it).

   Speaks the protocol of the theme's own search worker, so its search box, keyboard and result list stay:
     in   {type: 0, data: its index}          setup; answered with {type: 1}
     in   {type: 2, data: what is typed}      answered with {type: 3, data: {items}}
   items is an array per page of {location, title, text, score, terms, tags}: the theme shows the item without an
   anchor as the page, those that score as high as the first as its sections, the others behind "more". It puts title,
   text and tags into the page as HTML, so everything that comes from a document is escaped here.

   A page is found if every word typed stands on it. Words lead to pages through the shards; the entries of the pages
   then prove each match, put pages and entries in order, and are shown. An amount is found in any unit: 6731600 元 where
   673.16 万元 is printed. If nothing is found, traditional characters are taken as simplified ones. */

"use strict"

importScripts("search-text.js", "search-parts.js")

const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3
const PAUSE = 90            // ms without a new query before one is answered
const WAVE = 8              // pages loaded at once to begin with, half as many if their prose is needed
const FEW = 8               // pages of which the prose is loaded too
const MOST_PAGES = 24       // shown at most
const MOST_BYTES = 350000   // of entries loaded for one query, as far as the first pages tell
const BEST = 3, MORE = 12   // entries of a page shown at once, and behind "more"
const EXCERPT = 90          // characters of a text that are shown

let latest = 0

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
      const plain = items.length || mine !== latest ? "" : await simplified(message.data)
      if (plain) items = await search(wordsOf(plain), () => mine === latest)
    }
  } catch (error) {
    console.warn(`search: ${error}`)
    forget() // the site may have been published anew
    items = [[{location: "", title: "搜索索引没有加载成功，请刷新网页再试", text: "", score: 0, terms: {}}]]
  }
  if (mine === latest) postMessage({type: RESULT, data: {items}})
})

/* ---- from words to results ---- */

async function search(words, wanted) {
  await openIndex()
  const found = await Promise.all(words.map(pagesOf))
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
  results.sort((a, b) => a.rank - b.rank || b.exact - a.exact || a.length - b.length || a.page - b.page)
  const left = candidates.length - next
  return results.map((result, i) => show(result, words, results.length - i, i === results.length - 1 ? left : 0))
}

/** A page as a result, or null, and how many bytes that took; its prose is read if wanted, or if nothing else helps. */
async function tryPage(page, words, prose) {
  let found = await readPage(page, prose)
  let result = prove(page, found, words)
  if (result || prose || !withProse.has(page)) return {result, cost: found.cost}
  const {cost} = found
  found = await readPage(page, true)
  result = prove(page, found, words)
  return {result, cost: cost + found.cost}
}

/** The entries of a page that hold a word, best first, or null if a word stands in none of them. */
function prove(page, {location, entries}, words) {
  const best = words.map(() => Infinity)
  const given = words.map(word => isName(levelIn(entries[0], word))) // the page is called so, and all that stands on it
  const hits = []
  for (const [order, entry] of entries.entries()) {
    const levels = words.map(word => levelIn(entry, word))
    levels.forEach((level, i) => (best[i] = Math.min(best[i], level)))
    const held = levels.filter(level => level < Infinity)
    if (held.length) {
      const more = levels.filter((level, i) => level < Infinity && !given[i]).length
      hits.push({entry, order, more, held: held.length, rank: sum(held), length: nameLength(entry, words)})
    }
  }
  if (best.includes(Infinity)) return null
  // Where no entry has all the words, a place on the page says more than the page's own name.
  const isWhole = hit => hit.order === 0 && hit.held < words.length
  hits.sort((a, b) =>
    b.more - a.more || b.held - a.held || isWhole(a) - isWhole(b) || a.rank - b.rank || a.length - b.length || a.order - b.order)
  const exact = best.filter(level => level === EXACT).length
  return {location, page, hits: varied(hits), own: entries[0], rank: sum(best), exact, length: hits[0].length}
}

/** The same hits, those that are called like one before them after the others that are as good. */
function varied(hits) {
  const seen = new Set()
  const again = new Map(hits.map(hit => {
    const name = `${hit.entry.kind} ${hit.entry.titleKey}`
    const known = seen.has(name)
    seen.add(name)
    return [hit, known]
  }))
  const grade = hit => `${hit.more} ${hit.held} ${hit.rank} ${hit.order === 0}`
  const grades = [...new Set(hits.map(grade))]
  return grades.flatMap(of => {
    const same = hits.filter(hit => grade(hit) === of)
    return [...same.filter(hit => !again.get(hit)), ...same.filter(hit => again.get(hit))]
  })
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0)
}

function isName(level) {
  return level === EXACT || level === BEGINS || level === INSIDE
}

/** How an entry holds a word: the best level, or Infinity. */
function levelIn(entry, {key, sign, number, unit, yuan}) {
  const level = levelOfText(entry, key)
  if (!number || level <= EXACT_AMOUNT) return level
  const isWorth = minus => yuan.some(worth => entry.yuan.includes(minus + worth))
  if (isWorth(sign)) return unit ? EXACT_AMOUNT : Math.min(level, AMOUNT_BEGINS)
  const isConverted = entry.converted.includes(sign + number) && ["", "万元", "万"].includes(unit)
  if (isConverted) return Math.min(level, AMOUNT_BEGINS)
  return !sign && isWorth("-") ? Math.min(level, TEXT) : level
}

/** How an entry holds the key of a word as it is. */
function levelOfText(entry, word) {
  if (!entry.prose && entry.keys.includes(word)) return EXACT
  const inTitle = [...entry.keys, entry.titleKey].flatMap(key => places(key, word))
  const inText = places(entry.textKey, word)
  if (entry.prose) return inTitle.length || inText.length ? TEXT : Infinity
  const isAmount = at => word[0] === "-" || !isNegative(entry.textKey, at)
  const amounts = entry.amounts && /^-?[0-9]/.test(word) ? inText.filter(isAmount) : []
  if (amounts.some(at => !/^\.?[0-9]/.test(entry.textKey.slice(at + word.length)))) return EXACT_AMOUNT
  if (inTitle.includes(0)) return BEGINS
  if (amounts.length) return AMOUNT_BEGINS
  return inTitle.length ? INSIDE : inText.length ? TEXT : Infinity
}

/** How long the shortest name is that a word stands in, 0 if it stands in none: the less else, the better. */
function nameLength(entry, words) {
  const held = entry.prose ? [] : entry.keys.filter(key => words.some(word => places(key, word.key).length))
  return held.length ? Math.min(...held.map(key => key.length)) : 0
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
  const terms = Object.fromEntries(words.map(({key}) => [key, true]))
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
  const keys = words.map(({key}) => key)
  const text = (entry.lead && `${escape(entry.lead)}：`) + alsoCalled(entry, keys) + marked(entry.text, keys, EXCERPT)
  const amount = entry.amounts && !words.some(word => isName(levelIn(entry, word)))
  return {
    location: entry.anchor ? `${location}#${entry.anchor}` : location,
    title: marked(entry.title, keys, Infinity),
    text: text && `<p>${text}</p>`,
    score,
    terms,
    tags: [escape(amount ? "金额" : entry.kind)],
  }
}

/** The other name by which alone an entry was found: its pinyin goes without saying. */
function alsoCalled(entry, words) {
  const unseen = words.filter(word => !places(entry.titleKey, word).length && !places(entry.textKey, word).length)
  const name = entry.others.find(other => /[^a-z]/.test(other) && unseen.some(word => places(keyOf(other), word).length))
  return name ? `也写作${marked(name, words, Infinity)}。` : ""
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
