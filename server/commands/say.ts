/** Escape sequences of terminals, and marks that turn the direction of what follows: no data of ours needs them. */
// oxlint-disable-next-line no-control-regex -- control characters are what it is about
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g

/** Names come from people and files; in a terminal they stay text. Lines and tabs are ours. */
export const printable = (text: string): string =>
  text.replaceAll(CONTROL, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** To standard output: what the command answers. */
export const say = (text: string): void => console.log(printable(text))
/** The same escapes are JSON's own, so that it parses to what it was. */
export const sayJson = (value: unknown): void => say(JSON.stringify(value))
/** To standard error: what is said beside the answer. */
export const warn = (text: string): void => console.error(printable(text))

/** Asked for on the command line, wherever it stands: also a command that is refused before it was understood answers JSON. */
export const wantsJson = (): boolean => process.argv.includes('--json')

/** Why nothing came of it: words for a person, or one JSON document for a program. */
export function sayTrouble(words: string | undefined): void {
  if (wantsJson()) sayJson({ ok: false, message: words ?? 'not understood' })
  else warn(words ?? 'not understood')
}
