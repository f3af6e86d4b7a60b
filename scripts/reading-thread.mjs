// The thread that reads workbooks from its sources: a worker thread has to register the TypeScript loader itself
import { register } from 'tsx/esm/api'

register()
await import('../server/workbook/reading-thread.ts')
