import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { router } from './router.ts'
import { usePreferences } from './stores/preferences.ts'
import './style/fonts.css'
import './style/tokens.css'
import './style/base.css'
import './style/print.css'

const app = createApp(App).use(createPinia())
usePreferences().applyTheme()
app.use(router).mount('#app')
