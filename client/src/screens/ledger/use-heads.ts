import { shallowRef, watch } from 'vue'
import type { LedgerAnswer } from '../../../../shared/answers.ts'
import type { Region } from '../../../../shared/election.ts'
import { api, type ApiFailure } from '../../api.ts'

export type RoomHead = {
  readonly room: string
  readonly name: string
  readonly seq?: number
  readonly hash?: string
  readonly newest?: string
}

/** The rooms a person may read, the province's own first. */
export const roomsIn = (regions: readonly Region[], scopes: readonly string[]): Region[] =>
  regions.filter(({ code }) => code.length <= 4 && scopes.some((scope) => code.startsWith(scope)))

/** Where every chain stands now; a room that one may not read has no head. `failure` = the server did not answer: what was read before stays. */
export function useHeads(rooms: () => readonly Region[]) {
  const heads = shallowRef<readonly RoomHead[]>([])
  const failure = shallowRef<ApiFailure>()
  async function read(): Promise<void> {
    let failed: ApiFailure | undefined
    const found = await Promise.all(
      rooms().map(async ({ code, name }) => {
        const answer = await api<LedgerAnswer>(`/api/ledger/${code}?limit=1`)
        if (!answer.ok && (answer.error.kind === 'unreachable' || answer.error.problem.status >= 429)) failed = answer.error
        return answer.ok ? { room: code, name, ...answer.value.head } : { room: code, name }
      }),
    )
    failure.value = failed
    if (!failed) heads.value = found
  }
  watch(
    () =>
      rooms()
        .map(({ code }) => code)
        .join(),
    () => void read(),
    { immediate: true },
  )
  return { heads, failure, read }
}
