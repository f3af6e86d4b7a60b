import * as z from 'zod'

/** A sentence that a screen shows as it comes, in both languages. */
export const Message = z.strictObject({ id: z.string(), en: z.string() })
export type Message = z.infer<typeof Message>
