import type { FormTemplate } from './election.ts'

type Block = FormTemplate['pages'][number]['blocks'][number]
type Line = Block['lines'][number]

const label = (id: string, en: string) => ({ id, en })
const line = (field: string, id: string, en: string): Line => ({ field, label: label(id, en), sexes: false })
const bySex = (field: string, id: string, en: string): Line => ({ field, label: label(id, en), sexes: true })

/** Words of the form C.Hasil-KWK (Pilkada). `field` is the path inside a form's `figures`; `votes` stands once for every candidate. */
const voters: Block = {
  id: 'A.1',
  label: label('Data pemilih', 'Voters'),
  lines: [
    bySex('voters.dpt', 'Jumlah pemilih dalam DPT', 'Registered voters (DPT)'),
    bySex('voters.dpph', 'Jumlah pemilih pindahan (DPPh)', 'Voters moved in (DPPh)'),
    bySex('voters.dptb', 'Jumlah pemilih tidak terdaftar dalam DPT, dengan KTP-el (DPTb)', 'Voters with an identity card only (DPTb)'),
    bySex('voters.all', 'Jumlah pemilih (DPT + DPPh + DPTb)', 'All voters (DPT + DPPh + DPTb)'),
  ],
}
const users: Block = {
  id: 'A.2',
  label: label('Pengguna hak pilih', 'Voters who voted'),
  lines: [
    bySex('users.dpt', 'Jumlah pengguna hak pilih dalam DPT', 'Voted, of the DPT'),
    bySex('users.dpph', 'Jumlah pengguna hak pilih dalam DPPh', 'Voted, of the DPPh'),
    bySex('users.dptb', 'Jumlah pengguna hak pilih dalam DPTb', 'Voted, of the DPTb'),
    bySex('users.all', 'Jumlah seluruh pengguna hak pilih', 'All who voted'),
  ],
}
const disability: Block = {
  id: 'B',
  label: label('Data pemilih disabilitas', 'Voters with a disability'),
  lines: [
    bySex('disabled.voters', 'Jumlah seluruh pemilih disabilitas', 'Voters with a disability'),
    bySex('disabled.users', 'Jumlah pemilih disabilitas yang menggunakan hak pilih', 'Of them voted'),
  ],
}
const ballots: Block = {
  id: 'C',
  label: label('Data surat suara', 'Ballot papers'),
  lines: [
    line(
      'ballots.received',
      'Jumlah surat suara yang diterima, termasuk surat suara cadangan 2,5%',
      'Ballots received, the reserve of 2.5 % included',
    ),
    line(
      'ballots.returned',
      'Jumlah surat suara yang dikembalikan oleh pemilih karena rusak/keliru coblos',
      'Ballots returned by voters, spoiled or wrongly punched',
    ),
    line(
      'ballots.unused',
      'Jumlah surat suara yang tidak digunakan/tidak terpakai, termasuk sisa surat suara cadangan',
      'Ballots unused, the rest of the reserve included',
    ),
    line('ballots.used', 'Jumlah surat suara yang digunakan', 'Ballots used'),
  ],
}
const votes: Block = {
  id: 'D',
  label: label('Data perolehan suara pasangan calon', 'Votes for each pair'),
  lines: [line('votes', 'Jumlah suara sah pasangan calon', 'Valid votes for the pair')],
}
const sums: Block = {
  id: 'E-G',
  label: label('Data suara sah dan tidak sah', 'Valid and invalid votes'),
  lines: [
    line('valid', 'Jumlah seluruh suara sah', 'All valid votes'),
    line('invalid', 'Jumlah suara tidak sah', 'Invalid votes'),
    line('total', 'Jumlah seluruh suara sah dan suara tidak sah', 'All valid and invalid votes'),
  ],
}

/**
 * The built-in paper layouts, by the id an election names. Two layouts of C.Hasil-KWK are in use: the disability block stands
 * before the ballots, or after them.
 */
export const FORM_TEMPLATES: readonly FormTemplate[] = [
  { id: 'kwk-2020', pages: [{ blocks: [voters, users, disability, ballots] }, { blocks: [votes, sums] }] },
  { id: 'kwk-2020-ballots-first', pages: [{ blocks: [voters, users, ballots, disability] }, { blocks: [votes, sums] }] },
]

export const FORM_TEMPLATE_IDS: readonly string[] = FORM_TEMPLATES.map((template) => template.id)

/** The layout an election's `form` stands for; undefined when no built-in layout has that id. */
export const formTemplate = (ref: string | FormTemplate): FormTemplate | undefined =>
  typeof ref === 'string' ? FORM_TEMPLATES.find((template) => template.id === ref) : ref
