import type { Catalogue } from '../language.ts'
import type { id } from './refusals.id.ts'

export const en: Catalogue<typeof id> = {
  fields: {
    invalid_type: 'Empty, or not the right kind of entry.',
    too_big: 'Too large or too long.',
    too_small: 'Too small or too short.',
    invalid_format: 'This is not written in the right form.',
    invalid_value: 'Not one of the choices.',
    invalid_union: 'This entry is not correct.',
    invalid_key: 'The name of this entry is not known.',
    unrecognized_keys: 'This entry is not known.',
    not_multiple_of: 'Write a whole number.',
    json: 'What was sent is broken. Send it again.',
    taken: 'This name is already in use.',
  },
  other: 'The server refused this entry. Check it again.',
  reasons: {
    ownReport: 'You reported this polling station yourself; a third person settles it.',
    foreignPage: 'This page was opened from an address that is not the server’s. Open it by its own address.',
    ownGrants: 'Nobody changes their own rights. Ask another administrator.',
    roundNotOrdered: (round: string, current: string) =>
      `Round ${round} was not ordered for this polling station; it is in round ${current}.`,
    roundWaits: 'A new round was ordered before, and nothing is reported of it yet.',
    lastRound: 'There can be no further round.',
    noCandidate: (number: string, known: string) => `This contest has no candidate ${number}; it has ${known}.`,
    notHeldThere: 'That polling station does not vote in this contest.',
    otherRound: 'That polling station is in another round than this report.',
    everyCandidate: 'Fill in the votes of every candidate pair.',
    noSuchReport: 'There is no such report for this polling station, contest and round.',
    reportIncomplete: 'This report does not give the votes of every candidate pair.',
    notYours: 'What is corrected must be your own report of the same polling station, contest and round.',
    giveDpt: 'Fill in the correct DPT.',
    inRegister: 'This polling station is in the register already.',
    withdrawnBefore: 'This polling station was withdrawn before.',
    sameDpt: (dpt: string) => `The DPT of this polling station is ${dpt} already.`,
    alreadyThere: 'This report is at that polling station already.',
    past: 'This time has passed.',
    brokenText: 'This text holds a broken character. Type it again.',
    unseen: (code: string) => `There is a character that cannot be seen (${code}). Delete all of it and type it again.`,
    keyTwice: 'This was sent twice. Send it once.',
  },
}
