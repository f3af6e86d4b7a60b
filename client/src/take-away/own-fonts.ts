/**
 * The faces that the page has loaded, with their bytes inside: a drawing loads nothing. The library would gather them through an
 * inline style, which the page's policy forbids.
 */
export async function ownFonts(): Promise<string> {
  const loaded = new Set([...document.fonts].filter(({ status }) => status === 'loaded').map(({ unicodeRange }) => spaceless(unicodeRange)))
  const faces = [...document.styleSheets].flatMap(facesIn).filter((face) => loaded.has(rangeOf(face)))
  return (await Promise.all(faces.map(withBytes))).join('\n')
}

const spaceless = (text: string): string => text.replaceAll(/\s/g, '').toUpperCase()
/** A face without a range covers everything. */
const rangeOf = ({ style }: CSSFontFaceRule): string => spaceless(style.getPropertyValue('unicode-range') || 'U+0-10FFFF')

const facesIn = (sheet: CSSStyleSheet): CSSFontFaceRule[] =>
  Array.from(sheet.cssRules).filter((rule): rule is CSSFontFaceRule => rule instanceof CSSFontFaceRule)

async function withBytes(face: CSSFontFaceRule): Promise<string> {
  const [whole, address] = /url\(["']?([^"')]+)["']?\)/.exec(face.cssText) ?? []
  if (whole === undefined || address === undefined) return ''
  const response = await fetch(new URL(address, face.parentStyleSheet?.href ?? location.href))
  return face.cssText.replace(whole, `url("${await dataUrl(await response.blob())}")`)
}

const dataUrl = (blob: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(reader.result as string))
    reader.addEventListener('error', () => reject(new Error('a font of the page could not be read')))
    reader.readAsDataURL(blob)
  })
