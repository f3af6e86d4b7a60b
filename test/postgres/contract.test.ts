import { beforeAll, describe, inject } from 'vitest'
import { opened } from '../support/data-folder.ts'
import { withElection } from '../support/drafts.ts'
import { keepsTheLedgerRules } from '../support/ledger-contract.ts'
import { keepsThePeopleRules } from '../support/people-contract.ts'
import { aDatabase, emptied } from '../support/postgres.ts'

const server = inject('pgUrl')

describe.skipIf(server === '')('on PostgreSQL', () => {
  let url: string
  beforeAll(async () => {
    url = await aDatabase(server)
  })
  describe('evidence', () => {
    keepsTheLedgerRules('postgres', async () => withElection(await opened(await emptied(url))))
  })
  describe('persons', () => {
    keepsThePeopleRules('postgres', async () => opened(await emptied(url)))
  })
})
