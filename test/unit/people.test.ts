import { memoryStore } from '../../db/open-store.ts'
import { keepsThePeopleRules } from '../support/people-contract.ts'

keepsThePeopleRules('memory', async () => memoryStore())
