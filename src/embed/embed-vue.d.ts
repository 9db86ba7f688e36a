/** `<aigobo-portal>` in templates of Vue 3 with TypeScript. Put it beside embed.d.ts. */
import type { HTMLAttributes } from 'vue'
import type { AigoboAttributes, AigoboEvents } from './embed.js'

type Capital<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Capitalize<Head>}${Capital<Tail>}`
  : Capitalize<Name>
/** `@aigobo-ordered` in a template. */
type Listeners = {
  [Name in keyof AigoboEvents as `on${Capital<Name>}`]?: (event: AigoboEvents[Name]) => void
}

declare module 'vue' {
  interface GlobalComponents {
    'aigobo-portal': new () => {
      $props: AigoboAttributes & Listeners & HTMLAttributes & { tokenUrl?: string }
    }
  }
}
