const grouped = (value, mark) => (typeof value === 'string' ? value : String(value).replace(/\B(?=(\d{3})+$)/g, mark))
const sentence =
  (mark) =>
  (texts, ...values) =>
    texts.reduce((said, text, i) => said + grouped(values[i - 1] ?? '', mark) + text)
/** Indonesian, in the paper's own words; whole numbers as 1.234. */
export const id = sentence('.')
/** English; whole numbers as 1,234. */
export const en = sentence(',')
