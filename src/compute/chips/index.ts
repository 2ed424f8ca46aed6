/** The shelf of chips: every accelerator the catalogue knows. */
import { alibaba } from './alibaba.js';
import { amd } from './amd.js';
import { aws } from './aws.js';
import { baidu } from './baidu.js';
import { biren } from './biren.js';
import { cambricon } from './cambricon.js';
import type { Chip } from './chip.js';
import { google } from './google.js';
import { huawei } from './huawei.js';
import { hygon } from './hygon.js';
import { intel } from './intel.js';
import { mooreThreads } from './moore-threads.js';
import { nvidia } from './nvidia.js';
import { nvidiaCards } from './nvidia-cards.js';
import { nvidiaExport } from './nvidia-export.js';

export const chips: readonly Chip[] = [
  ...nvidia,
  ...nvidiaExport,
  ...nvidiaCards,
  ...amd,
  ...intel,
  ...google,
  ...aws,
  ...huawei,
  ...cambricon,
  ...hygon,
  ...biren,
  ...baidu,
  ...mooreThreads,
  ...alibaba,
];

/** A chip by its catalogue id or a short name people type, such as `h20` or `ascend-910c`; case does not matter. */
export const findChip = (id: string): Chip | undefined => {
  const asked = id.toLowerCase();
  return chips.find((chip) => chip.id === asked || chip.aliases.includes(asked));
};
