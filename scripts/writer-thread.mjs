// The writer thread from its sources: a worker thread has to register the TypeScript loader itself
import { register } from 'tsx/esm/api'

register()
await import('../db/writer-thread.ts')
