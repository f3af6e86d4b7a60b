import { ref, watch, type Ref } from 'vue'

const AT_MOST_EVERY_MS = 15_000

/** What a screen reader is told of changing figures: the newest text, at most every 15 s. `now` = monotonic ms. */
export function useAnnouncement(text: Readonly<Ref<string>>, now: Readonly<Ref<number>>): Readonly<Ref<string>> {
  const said = ref(text.value)
  let saidAt = now.value
  watch([text, now], () => {
    if (text.value === said.value || now.value - saidAt < AT_MOST_EVERY_MS) return
    said.value = text.value
    saidAt = now.value
  })
  return said
}
