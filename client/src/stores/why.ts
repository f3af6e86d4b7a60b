import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { Question } from '../screens/why/figure.ts'

/** The figure whose changes are being looked at; one at a time, from wherever it was asked. */
export const useWhy = defineStore('why', () => {
  const asked = shallowRef<Question>()
  /** When the figures on screen were looked at before this visit, in the election's time, epoch ms. */
  const looked = ref<number>()
  const ask = (question: Question): void => void (asked.value = question)
  const close = (): void => void (asked.value = undefined)
  return { asked, looked, ask, close }
})
