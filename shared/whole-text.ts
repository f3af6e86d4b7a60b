import * as z from 'zod'

/** U+0000 and lone surrogates have no canonical JSON and are refused at the door. */
export const WholeText = z.string().refine((text) => text.isWellFormed() && !text.includes('\u0000'), {
  error: 'the text holds a broken character',
  abort: true,
})

/** Marks of direction, zero-width characters, controls and fillers that look like nothing: two names that look alike would be two names. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u115F\u1160\u2800\u3164\uFFA0]/u
/** What people type may have lines, and joiners hold letters of some scripts and emoji together. */
const MAY_STAND_IN_LINES = /[\t\n\r\u200C\u200D]/g

const unseenIn = (text: string): string | undefined => UNSEEN.exec(text)?.[0]
const told = (unseen: string): string =>
  `holds a character that cannot be seen (U+${(unseen.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}): delete all of it and type it again`

/** A name or title: one line of text that is what it looks like, without spaces around it. */
export const NameText = WholeText.trim().check(({ value, issues }) => {
  const unseen = unseenIn(value)
  if (unseen !== undefined) issues.push({ code: 'custom', message: told(unseen), input: value })
})

/** Text of several lines in which nothing is hidden, without spaces around it. */
export const LinesText = WholeText.trim().check(({ value, issues }) => {
  const unseen = unseenIn(value.replaceAll(MAY_STAND_IN_LINES, ''))
  if (unseen !== undefined) issues.push({ code: 'custom', message: told(unseen), input: value })
})

/** What keeps a text from being a name, in words that follow it; undefined = nothing. */
export function whyNoName(text: string): string | undefined {
  const unseen = unseenIn(text)
  return unseen === undefined ? undefined : told(unseen)
}
