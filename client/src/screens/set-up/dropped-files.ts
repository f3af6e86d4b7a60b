const MOST = 200

/** Files of what was dropped, one folder deep: an election folder has no folders inside. */
export async function droppedFiles(transfer: DataTransfer): Promise<File[]> {
  // Entries have to be taken before the first await: the browser empties the list then.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null)
  if (entries.length === 0) return [...transfer.files]
  const found = await Promise.all(entries.map(async (entry) => (entry.isDirectory ? filesIn(entry as FileSystemDirectoryEntry) : [entry])))
  return Promise.all(found.flat().slice(0, MOST).map(fileOf))
}

const fileOf = (entry: FileSystemEntry): Promise<File> =>
  new Promise((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))

async function filesIn(directory: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = directory.createReader()
  const entries: FileSystemEntry[] = []
  // A reader hands out at most a hundred at a time and says it is done with an empty list.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (some.length === 0 || entries.length >= MOST) break
    entries.push(...some)
  }
  return entries.filter((entry) => entry.isFile)
}
