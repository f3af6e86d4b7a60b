import { memoryStore } from '../../db/open-store.ts'
import { withElection } from '../support/drafts.ts'
import { keepsTheLedgerRules } from '../support/ledger-contract.ts'

keepsTheLedgerRules('memory', () => withElection(memoryStore()))
