import { type Command, Option } from 'commander'
import { WallProfile } from '../../shared/roles.ts'
import { addWallCredential, wallPath } from '../http/routes/credentials.ts'
import { expiresOption, jsonOption, refusedRegion, regionOption } from './arguments.ts'
import { addListAndRevoke } from './credential.ts'
import { withStore } from './data-folder.ts'
import { linksHere } from './links.ts'
import { say, sayJson } from './say.ts'

type Options = { region: string; profile: WallProfile; label: string; expires?: string; json?: true }

export function addWall(program: Command): void {
  const wall = program.command('wall').description('read-only links for wall screens')
  wall
    .command('add')
    .description(
      'make a link; it is printed once, with the address of the server (KAMAR_ORIGIN), and ends after seven days unless told otherwise',
    )
    .addOption(regionOption())
    .addOption(
      new Option('--profile <profile>', 'tamu = guests, declared reports only; dalam = the team')
        .choices(WallProfile.options)
        .default('tamu'),
    )
    .option('--label <label>', 'where it hangs', 'wall')
    .addOption(expiresOption())
    .addOption(jsonOption())
    .action(add)
  addListAndRevoke(wall, 'wall')
}

async function add({ region, profile, label, expires, json }: Options): Promise<void> {
  await withStore(async (store) => {
    if (await refusedRegion(store, region)) return
    const made = await addWallCredential({ region, profile, label, ...(expires ? { expiresAt: expires } : {}) }, { store })
    const path = wallPath(made.token)
    const link = linksHere()(path)
    if (json) sayJson({ ...made, path, link })
    else say(link)
  })
}
