// A script by itself, a few hundred bytes that are there long before the app: what else would keep the app waiting is
// done while the app is on its way. Storage answers slowly the first time it is asked; the look is right at once.
import { askEarly } from '../api/early.ts'
import { rememberedTheme, showTheme } from '../lib/theme.ts'

askEarly()
showTheme(rememberedTheme())
