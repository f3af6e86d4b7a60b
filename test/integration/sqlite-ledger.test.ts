import { join } from 'node:path'
import { folderOfFile, opened } from '../support/data-folder.ts'
import { withElection } from '../support/drafts.ts'
import { keepsTheLedgerRules } from '../support/ledger-contract.ts'

const root = folderOfFile()
let folders = 0

keepsTheLedgerRules('sqlite', async () => withElection(await opened(join(root, String((folders += 1))))))
