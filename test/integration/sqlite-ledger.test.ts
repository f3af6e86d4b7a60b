import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { opened } from '../support/data-folder.ts'
import { withElection } from '../support/drafts.ts'
import { keepsTheLedgerRules } from '../support/ledger-contract.ts'

const root = mkdtempSync(join(tmpdir(), 'kamar-hitung-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
let folders = 0

keepsTheLedgerRules('sqlite', async () => withElection(await opened(join(root, String((folders += 1))))))
