/* What is typed, and the form in which texts are compared: the same as in search_text.py, and amounts in any unit. */

"use strict"

const TO_YUAN = {"元": 0, "千元": 3, "万": 4, "万元": 4, "亿": 8, "亿元": 8}   // powers of ten
const TYPED_AMOUNT = /^(-?)([0-9]+(?:\.[0-9]+)?)(亿元|万元|千元|亿|万|元)?$/
const PRINTED_AMOUNT = /((?<![0-9])-)?([0-9]+(?:\.[0-9]+)?)(亿元|万元|千元|元)/g

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

/** The key alone: fast where no character is of a kind that changes with its neighbours. */
function keyOf(text) {
  if (!/^[ -~一-龥，。、；：（）％“”‘’《》—·]*$/.test(text)) return normalise(text).key
  let key = text.normalize("NFKC").toLowerCase().replace(/["'“”‘’]/g, "")
  if (key.includes(","))
    key = key.replace(/[0-9]+(?:,[0-9]+)+/g, run => (/^[0-9]{1,3}(?:,[0-9]{3})+$/.test(run) ? run.replaceAll(",", "") : run))
  return key.includes(" ") ? key.replace(/((?<=[!-~]) +(?=[0-9a-z]))| +/g, (_, kept) => (kept ? " " : "")) : key
}

/** The runs of letters and the numbers of a key. */
function phrases(key) {
  return key.match(/[0-9]+(?:\.[0-9]+)*|[\p{L}\p{Nl}\p{No}]+/gu) || []
}

/** Every two letters of a phrase that stand side by side. */
function pairs(phrase) {
  const letters = [...phrase]
  return letters.slice(1).map((letter, i) => letters[i] + letter)
}

/** What is typed, cut at blanks: each word as a key, and if it is an amount its sign and the same amount in 元 without it.

    A unit after a number belongs to it. What has neither letter nor digit is left out. */
function wordsOf(query) {
  const typed = query.normalize("NFKC").replace(/([0-9])\s+(亿元|万元|千元|亿|万|元)(?=\s|$)/g, "$1$2").split(/\s+/)
  const keys = [...new Set(typed.map(word => normalise(word).key))].filter(key => phrases(key).length)
  return keys.map(key => {
    const [, sign, number, unit] = TYPED_AMOUNT.exec(key) || []
    if (!number) return {key, sign: "", number: "", unit: "", yuan: []}
    const powers = unit ? [TO_YUAN[unit]] : [0, 4]
    return {key, sign, number, unit, yuan: powers.map(power => shifted(number, power))}
  })
}

/** The numbers under which amounts of so many 元 may be printed, in 元 and in 万元. */
function printedAs(yuan) {
  return [...new Set(yuan.flatMap(one => [one, shifted(one, -4)]))]
}

/** A number as it may be printed: with up to two decimals of zeros. */
function printedForms(number) {
  const [whole, part = ""] = number.split(".")
  return [0, 1, 2].filter(decimals => decimals >= part.length).map(decimals =>
    decimals ? `${whole}.${part.padEnd(decimals, "0")}` : whole).concat(part.length > 2 ? [number] : [])
}

/** The amounts of a key in 元, with a minus where they have one. */
function amountsIn(key) {
  return [...key.matchAll(PRINTED_AMOUNT)].map(([, sign = "", number, unit]) => sign + shifted(number, TO_YUAN[unit]))
}

/** Whether a minus stands before the number that begins there, and not between it and another one. */
function isNegative(key, start) {
  return key[start - 1] === "-" && !/[0-9]/.test(key[start - 2])
}

/** A decimal number times a power of ten, without needless zeros. */
function shifted(number, power) {
  const [whole, part = ""] = number.split(".")
  const digits = "0".repeat(Math.max(0, -power)) + whole + part + "0".repeat(Math.max(0, power))
  const point = whole.length + Math.max(0, -power) + power
  const left = digits.slice(0, point).replace(/^0+(?=.)/, "")
  const right = digits.slice(point).replace(/0+$/, "")
  return (left || "0") + (right && `.${right}`)
}
