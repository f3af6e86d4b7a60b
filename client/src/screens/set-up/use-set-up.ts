import { computed, ref, shallowRef } from 'vue'
import type { LoadedAnswer, SetupAnswer } from '../../../../shared/answers.ts'
import { api, type ApiFailure } from '../../api.ts'
import { useElection } from '../../stores/election.ts'
import { useSession } from '../../stores/session.ts'
import { electionFiles } from './election-files.ts'
import type { NewAdministrator } from './steps.ts'

export type LoadPhase = 'reading' | 'sending' | 'making'
type Sent = { readonly template: 'kaltim-2020' } | { readonly files: { name: string; text: string }[]; readonly simulated: boolean }

/** The first administrator and the election, one after the other; nothing is changed on the server until it took all of a step. */
export function useSetUp() {
  const session = useSession()
  const election = useElection()
  const setup = shallowRef<SetupAnswer>()
  const failure = shallowRef<ApiFailure>()
  const busy = ref(false)
  const phase = ref<LoadPhase>()
  const loaded = shallowRef<LoadedAnswer>()
  const mayLoad = computed(() => session.may('election:manage'))

  async function look(): Promise<void> {
    const answer = await api<SetupAnswer>('/api/setup')
    failure.value = answer.ok ? undefined : answer.error
    if (!answer.ok) return
    if (!answer.value.needed) await session.load()
    setup.value = answer.value
  }

  /** Makes the account and signs it in, so that the next step can follow. */
  async function makeAdministrator({ code, name, password }: NewAdministrator): Promise<void> {
    busy.value = true
    failure.value = undefined
    const account = { name: name.trim(), password }
    const made = await api('/api/setup', { method: 'POST', body: { ...account, code } })
    const opened = made.ok ? await api('/api/session', { method: 'POST', body: account }) : made
    busy.value = false
    if (!opened.ok) failure.value = opened.error
    if (made.ok) await look()
  }

  async function loadTemplate(): Promise<void> {
    phase.value = 'making'
    await send({ template: 'kaltim-2020' })
  }

  async function loadTexts(files: { name: string; text: string }[], simulated: boolean): Promise<void> {
    phase.value = 'sending'
    await send({ files, simulated })
  }

  async function loadFiles(files: readonly File[], simulated: boolean): Promise<void> {
    phase.value = 'reading'
    const texts = await Promise.all(electionFiles(files).taken.map(async (file) => ({ name: file.name, text: await file.text() })))
    await loadTexts(texts, simulated)
  }

  async function send(body: Sent): Promise<void> {
    failure.value = undefined
    const answer = await api<LoadedAnswer>('/api/election', { method: 'POST', body })
    phase.value = undefined
    if (!answer.ok) return void (failure.value = answer.error)
    loaded.value = answer.value
    // Loading another province's election may have given this person a further grant.
    await Promise.all([session.load(), election.load()])
    setup.value = { needed: false, election: true, name: answer.value.name, simulated: election.simulated }
  }

  return { setup, failure, busy, phase, loaded, mayLoad, look, makeAdministrator, loadTemplate, loadFiles, loadTexts }
}
export type SetUp = ReturnType<typeof useSetUp>
