import * as z from 'zod'

/** U+0000 and lone surrogates have no canonical JSON and are refused at the door. */
export const WholeText = z.string().refine((text) => text.isWellFormed() && !text.includes('\u0000'), 'the text holds a broken character')
