/** What a person picked or dropped, judged before anything is read. Folder names before a file's own do not matter. */
export type Picked = { readonly name: string; readonly size: number }
export type ElectionFiles<F extends Picked> = {
  readonly taken: readonly F[]
  readonly ignored: readonly string[]
  /** Required and not there. */
  readonly missing: readonly string[]
  readonly problem?: 'too-large' | 'too-many'
}

const REQUIRED: readonly string[] = ['election.json', 'tps.csv']
const WANTED = /^(election\.json|tps\.csv|regions\.csv|boundaries.*\.geojson)$/i
/** What the server takes at once, less what JSON adds around the texts. */
export const MOST_BYTES = 55 * 1024 * 1024
const MOST_FILES = 50

const bare = (name: string): string => name.split(/[/\\]/).at(-1) ?? name

/** The same name twice (a copy in a folder below): the last one would win on the server, so the first one found is kept here. */
export function electionFiles<F extends Picked>(picked: readonly F[]): ElectionFiles<F> {
  const taken = new Map<string, F>()
  const ignored: string[] = []
  for (const file of picked) {
    const name = bare(file.name).toLowerCase()
    if (WANTED.test(name) && !taken.has(name)) taken.set(name, file)
    else ignored.push(file.name)
  }
  const files = [...taken.values()]
  const tooLarge = files.reduce((sum, { size }) => sum + size, 0) > MOST_BYTES
  return {
    taken: files,
    ignored,
    missing: REQUIRED.filter((name) => !taken.has(name)),
    ...(tooLarge ? { problem: 'too-large' } : files.length > MOST_FILES ? { problem: 'too-many' } : {}),
  }
}
