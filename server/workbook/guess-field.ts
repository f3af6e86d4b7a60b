import type { Candidate } from '../../shared/election.ts'
import type { FigureField, WorkbookField } from '../../shared/workbook.ts'

/** Titles in one spelling: capitals, no accents, no punctuation. */
export const plainTitle = (title: string): string =>
  title
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** In this order: what comes later is said by words that earlier ones hold too. */
const PATTERNS: readonly (readonly [RegExp, WorkbookField])[] = [
  [/ (L|P|LK|PR|LAKI LAKI|PEREMPUAN|LAKI|MEN|WOMEN)$/, 'ignore'],
  [/(DIKETIK|DIENTRI|DIINPUT|DIISI) OLEH|^(PETUGAS|OPERATOR|PENGETIK|NAMA SAKSI|SAKSI)|TYPED BY/, 'typedBy'],
  [/^(DASAR|SUMBER|BASIS)\b/, 'basis'],
  [/\bKODE\b|\bCODE\b|^ID TPS/, 'code'],
  [/^(NO|NOMOR|NOMER|NUMBER)? ?TPS( NO| NOMOR)?$|^(NAMA )?TPS$/, 'number'],
  [/KECAMATAN|^KEC\b|DISTRICT/, 'district'],
  [/KELURAHAN|\bDESA\b|^KEL\b|VILLAGE/, 'village'],
  [/KABUPATEN|^KAB\b|^KOTA\b|REGENCY|PROVINSI/, 'ignore'],
  [/(SAH (DAN|DAN SUARA|TAMBAH|DITAMBAH) ?(SUARA )?(TIDAK|TDK) SAH)|TOTAL SUARA|SUARA MASUK|ALL VALID AND INVALID/, 'total'],
  [/(TIDAK|TDK|TAK) SAH|^(TS|STS)$|SUARA BATAL|\bINVALID\b/, 'invalid'],
  [/PENGGUNA|YANG MEMILIH|\bHADIR\b|ALL WHO VOTED|^VOTED/, 'users.all'],
  [/\bDPTB\b|\bDPPH\b|\bDPK\b/, 'ignore'],
  [/\bDPT\b|PEMILIH TERDAFTAR/, 'ignore'],
  [/SURAT SUARA.*(TIDAK|TDK|TAK) (DI)?(GUNAKAN|PAKAI|TERPAKAI)/, 'ballots.unused'],
  [/SURAT SUARA.*(RUSAK|KELIRU|DIKEMBALIKAN)/, 'ballots.returned'],
  [/SURAT SUARA.*(DITERIMA)/, 'ballots.received'],
  [/SURAT SUARA.*(DIGUNAKAN|TERPAKAI|DIPAKAI)/, 'ballots.used'],
]
const VALID = /\bSAH\b|ALL VALID|^VALID$/
const EMPTY_COLUMN = /KOLOM KOSONG|KOTAK KOSONG|EMPTY COLUMN/
const NUMBERED = /(?:^|\b(?:PASLON|PASANGAN CALON|CALON|PAS|PASANGAN|CANDIDATE|NOMOR URUT|NO URUT|NOMOR|NO|URUT|SUARA)) ?0*(\d{1,2})\b/

/** What a column most likely holds, by its title; the person says so where it is wrong. */
export function guessField(title: string, candidates: readonly Candidate[]): WorkbookField {
  const plain = plainTitle(title)
  if (plain === '') return 'ignore'
  const told = PATTERNS.find(([pattern]) => pattern.test(plain))?.[1]
  if (told !== undefined) return told
  const number = candidateIn(plain, candidates)
  if (number !== undefined) return `votes.${number}` as FigureField
  return VALID.test(plain) ? 'valid' : 'ignore'
}

function candidateIn(plain: string, candidates: readonly Candidate[]): number | undefined {
  if (EMPTY_COLUMN.test(plain)) return candidates.find(({ kind }) => kind === 'empty-column')?.number
  const named = candidates.find(({ name, short }) => [name, short].some((one) => one !== undefined && holdsName(plain, plainTitle(one))))
  if (named) return named.number
  const number = Number(NUMBERED.exec(plain)?.[1] ?? Number.NaN)
  return candidates.find((candidate) => candidate.number === number)?.number
}

const SHORTEST_NAME = 4
const holdsName = (title: string, name: string): boolean =>
  name.length >= SHORTEST_NAME && !/\d$/.test(name) ? title.includes(name) : title === name
