import type { Catalogue } from '../language.ts'
import type { id } from './facts.id.ts'

export const en: Catalogue<typeof id> = {
  opened: (name) => `The election was opened: ${name}.`,
  added: (dpt) => `The TPS was added to the register with a DPT of ${dpt}.`,
  addedUnknown: 'The TPS was added to the register; its DPT is not known yet.',
  withdrawn: 'The TPS was withdrawn from the register; its figures left the count.',
  dpt: (dpt) => `The DPT was corrected to ${dpt}.`,
  reported: ({ source, basis, contest, figures, more }) => `${source} (${basis}) reported${contest} ${figures}${more}.`,
  inContest: (title) => ` ${title}:`,
  noFigures: 'a photo without figures',
  invalid: (n) => `invalid ${n}`,
  ofRound: (n) => `, round ${n}`,
  replaces: (cause) => `; replaces an earlier report of their own${cause}`,
  causes: { 'own-typing': ', a typing slip', 'corrected-by-kpps': ', corrected by KPPS', recount: ', after a recount' },
  arrivedFrom: (room) => `; moved here from ${room}`,
  settledTyped: (contest, figures) => `Settled${contest} what counts is ${figures}.`,
  settledReport: (contest, entry) => `Settled${contest} what counts is report${entry}.`,
  entry: (seq) => ` #${seq}`,
  moved: (entry, from, to) => `Report${entry} was moved from ${from} to ${to}.`,
  left: (entry, from, to) => `Report${entry} was moved from ${from} to ${to}, in another count room.`,
  ordered: (kind, round, contest) =>
    `${kind} was recorded${contest} round ${round} begins; the figures of the round before left the count.`,
  photo: (document, page, contest) => `Photo of ${document} page ${page} stored${contest.replace(/:$/, '')}.`,
  documents: { plano: 'C.Hasil plano', salinan: 'C.Hasil copy (salinan)', 'kejadian-khusus': 'C.Kejadian Khusus', 'd-hasil': 'D.Hasil' },
  photoRead: 'Photo examined: it opens whole.',
  photoBroken: 'Photo examined: damaged, it does not open whole.',
  kinds: { PSU: 'A re-vote (PSU)', PSL: 'A follow-up vote (PSL)', PSSU: 'A recount (PSSU)' },
  unknown: (type) => `An entry of kind ${type}.`,
  sources: { witness: 'Witness', desk: 'Operator', workbook: 'Excel workbook', api: 'Machine', sms: 'SMS' },
  bases: { counted: 'saw the count', photo: 'read the photo', paper: 'read the paper', message: 'from a message', phone: 'by phone' },
}
