import type fc from 'fast-check'
import type { OnPlatform } from './platform-state.ts'
import type { OrderUnderTest } from './world.ts'

/** The platform decides everything, so the model is its state, read after each command. */
export type Model = { there: OnPlatform | null }
export type When = (there: OnPlatform | null) => boolean
export type Happening = fc.AsyncCommand<Model, OrderUnderTest>

/** A command of fast-check; the tally counts it as `counted`. */
export function happening(
  name: string,
  run: (order: OrderUnderTest, model: Model) => Promise<unknown>,
  when: When = () => true,
  counted = name,
): Happening {
  return {
    check: ({ there }) => when(there),
    async run(model, order) {
      order.tally.add(counted)
      await run(order, model)
      model.there = await order.assertNothingInvented()
    },
    toString: () => name,
  }
}
