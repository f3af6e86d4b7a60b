import { computed, ref, shallowRef } from 'vue'
import type { BoundaryReport, ElectionAnswer, LoadedAnswer } from '../../../../shared/answers.ts'
import { api, type ApiFailure } from '../../api.ts'
import { useElection } from '../../stores/election.ts'
import { draftOf, draftProblems, type ElectionDraft, fileOf } from './election-draft.ts'

export type TextFile = { readonly name: string; readonly text: string }

/** The loaded election in fields: read, changed, sent back whole; nothing is changed on the server until it took all of it. */
export function useElectionEdit() {
  const election = useElection()
  const read = shallowRef<ElectionAnswer>()
  const draft = ref<ElectionDraft>()
  const failure = shallowRef<ApiFailure>()
  const refused = shallowRef<ApiFailure>()
  const busy = ref(false)
  const saved = ref(false)
  const before = shallowRef('')
  const problems = computed(() => (draft.value ? draftProblems(draft.value) : new Map<string, never>()))
  const changed = computed(() => draft.value !== undefined && JSON.stringify(draft.value) !== before.value)

  async function load(): Promise<void> {
    const answer = await api<ElectionAnswer>('/api/election')
    failure.value = answer.ok ? undefined : answer.error
    if (!answer.ok) return
    read.value = answer.value
    draft.value = draftOf(answer.value.file)
    before.value = JSON.stringify(draft.value)
  }
  async function send(files: readonly TextFile[], check = false): Promise<LoadedAnswer | undefined> {
    busy.value = true
    saved.value = false
    const answer = await api<LoadedAnswer>('/api/election', { method: 'PATCH', body: { files, check } })
    busy.value = false
    refused.value = answer.ok ? undefined : answer.error
    return answer.ok ? answer.value : undefined
  }
  async function save(register: TextFile | undefined): Promise<boolean> {
    if (!draft.value || problems.value.size > 0) return false
    const file = { name: 'election.json', text: `${JSON.stringify(fileOf(draft.value), undefined, 2)}\n` }
    if (!(await send([file, ...(register ? [register] : [])]))) return false
    await Promise.all([load(), election.load()])
    saved.value = true
    return true
  }
  /** How the files would fit. */
  const check = async (files: readonly TextFile[]): Promise<readonly BoundaryReport[] | undefined> => {
    const answer = await send(files, true)
    return answer && (answer.boundaries ?? [])
  }
  async function keepBoundaries(files: readonly TextFile[]): Promise<boolean> {
    if (!(await send(files))) return false
    // What is typed and not saved stays in its fields.
    const answer = await api<ElectionAnswer>('/api/election')
    if (answer.ok) read.value = answer.value
    return true
  }
  void load()
  return { read, draft, problems, changed, failure, refused, busy, saved, load, save, check, keepBoundaries }
}
