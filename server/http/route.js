/** Bytes of a body: one form, a batch of forms, an election folder with its boundaries. */
export const BODY_LIMIT = { form: 64 * 1024, batch: 2 * 1024 * 1024, election: 60 * 1024 * 1024 }
export const route = (line) => line
