import { PROFILES, type Profile } from './profiles.ts'

/** What `replay --help` says of every layout: its columns, what of the form each becomes, and which a file must have. */
export const profileHelp = (): string =>
  Object.entries(PROFILES)
    .map(([name, profile]) => layoutHelp(name, profile))
    .join('\n')

function layoutHelp(name: string, profile: Profile): string {
  const lines: (readonly [string, string])[] = [
    [profile.tps, 'TPS code: 13 digits, dots allowed'],
    [profile.time, 'when the sheet was captured; without a zone in --timezone'],
    [votesColumn(profile), 'votes of that candidate; one column each'],
    ...Object.entries(profile.fields).map(([column, path]) => [column, `figures.${path}`] as const),
  ]
  const width = Math.max(...lines.map(([column]) => column.length)) + 2
  const needed = new Set(profile.needed.map((column) => (profile.votes.test(column) ? votesColumn(profile) : column)))
  const rows = lines.map(([column, meaning]) => `  ${needed.has(column) ? '*' : ' '} ${column.padEnd(width)}${meaning}`)
  return [
    ``,
    `Columns of --profile ${name} (* needed; in any order, others are ignored; an empty cell is missing, never zero):`,
    ...rows,
  ].join('\n')
}

/** `s1, s2, ...` of a pattern that begins with the column's letters. */
function votesColumn({ needed, votes }: Profile): string {
  const first = needed.find((column) => votes.test(column)) ?? ''
  return `${first}, ${first.replace('1', '2')}, ...`
}
