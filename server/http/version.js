import { readFileSync } from 'node:fs'
/** Compiled code lies one folder deeper than the sources. */
const FOLDER = /[/\\]dist[/\\]server[/\\]http[/\\]/.test(decodeURI(import.meta.url)) ? '../../../' : '../../'
const file = JSON.parse(readFileSync(new URL(`${FOLDER}package.json`, import.meta.url), 'utf8'))
export const VERSION = file.version
