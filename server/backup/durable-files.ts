import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs'

const PIECE = 1024 * 1024

/** Resolves nothing until the disk has it. */
export function syncFile(file: string): void {
  const handle = openSync(file, 'r+')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Names in a folder are on the disk too. Windows cannot sync a folder and needs not. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Lower-case hex SHA-256 and size of what can be read of the file. */
export function digestOf(file: string): { readonly bytes: number; readonly sha256: string } {
  const hash = createHash('sha256')
  let bytes = 0
  eachPiece(file, (piece) => {
    hash.update(piece)
    bytes += piece.byteLength
  })
  return { bytes, sha256: hash.digest('hex') }
}

/** Copies into a new file for this user alone and syncs it. Throws when the file is there already. */
export function copyDurably(from: string, to: string): void {
  const handle = openSync(to, 'wx', 0o600)
  try {
    eachPiece(from, (piece) => {
      for (let at = 0; at < piece.byteLength;) at += writeSync(handle, piece, at)
    })
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

function eachPiece(file: string, take: (piece: Buffer) => void): void {
  const handle = openSync(file, 'r')
  const buffer = Buffer.allocUnsafe(PIECE)
  try {
    for (let read = readSync(handle, buffer); read > 0; read = readSync(handle, buffer)) take(buffer.subarray(0, read))
  } finally {
    closeSync(handle)
  }
}
