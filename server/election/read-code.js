import { err, ok } from '../../shared/result.js'
/** Where Kemendagri puts its dots: 64.72.01.1001.004. */
const CUTS = [2, 4, 6, 10]
/**
 * A code as people write it, without its dots; `lengths` are the numbers of digits it may have. What a spreadsheet did to it is
 * refused and not repaired: 6.472E+12, 6472011001004.0 and a code without its zeros may each stand for several codes.
 */
export function readCode(text, lengths) {
  if (/^\d[\d.,]*e[+-]?\d+$/i.test(text) || /^\d{13,}[.,]0+$/.test(text)) {
    return err({
      code: 'code-not-text',
      message: `codes are text: a spreadsheet turned this one into the number ${text}; format the column as text and enter it again`,
    })
  }
  if (!/^\d+(\.\d+)*$/.test(text)) return err({ code: 'code', message: `"${text.slice(0, 40)}" is no code: digits only, dots allowed` })
  const parts = text.split('.')
  const digits = parts.join('')
  if (!lengths.includes(digits.length)) {
    const wanted = lengths.join(', ').replace(/, (\d+)$/, ' or $1')
    const message = `${text} has ${digits.length} digits instead of ${wanted}; codes are text, a spreadsheet drops their zeros`
    return err({ code: 'code-not-text', message })
  }
  let at = 0
  for (const part of parts.slice(0, -1)) {
    at += part.length
    if (!CUTS.includes(at)) return err({ code: 'code-not-text', message: `the dots in ${text} stand in the wrong place; codes are text` })
  }
  return ok(digits)
}
/** Dots taken out where the text is a code; anything else stays for the schema to refuse. */
export function withoutDots(value) {
  if (typeof value !== 'string') return value
  const read = readCode(value.trim(), [2, 4, 6, 10, 13])
  return read.ok ? read.value : value
}
