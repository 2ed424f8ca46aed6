/** The shelf of measured length distributions. */
import { azureCode2023 } from './azure-code-2023.js';
import { azureConversation2023 } from './azure-conversation-2023.js';
import { mooncakeConversation } from './mooncake-conversation.js';
import type { Preset } from './preset.js';

export const presets: readonly Preset[] = [azureCode2023, azureConversation2023, mooncakeConversation];
