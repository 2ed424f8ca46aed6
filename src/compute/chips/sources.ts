/** Where the catalogue's figures come from, one entry per source, and how far each can bear weight.
 *
 *  Tiers: `measured` only for readings taken on the device (device tools, wall meters); `data-sheet` for figures read in a vendor's sheet or in a
 *  page or repository that quotes one, and for prices read in a shop, price list or press report; `estimate` for what was remembered without
 *  a page at hand, derived by us or assumed. A figure that combines a source with our own arithmetic says `estimate` where it is cited. */
import { type Fact, fact, type Source, type Tier } from '../../schema/fact.js';

/** A figure from one of the sources below; `tier` is given only where the figure bears less than its source does. */
export const cite = <Value>(value: Value, { source, on, tier }: Source, weaker: Tier = tier): Fact<Value> =>
  fact(value, source, weaker, on);

const READ = '2026-11';

export const adaPaper: Source = {
  source:
    'quoting NVIDIA Ada white paper v2.1 appendix A, RTX 4090 dense: FP16 330.3 (FP16 accumulate) / 165.2 (FP32), FP8 660.6 / 330.3, INT8 660.6',
  on: READ,
  tier: 'data-sheet',
};
export const aiconfigurator: Source = {
  source:
    'ai-dynamo/aiconfigurator @095f58a aic-core/src/aiconfigurator_core/systems/*.yaml (dense, per GPU, read 2026-11-22)',
  on: READ,
  tier: 'data-sheet',
};
export const ascend950Paper: Source = {
  source: 'public repository (2026-09-07, from Huawei Ascend 950 white paper): 950PR/950DT',
  on: READ,
  tier: 'data-sheet',
};
export const billOfMaterials: Source = {
  source: 'public repository gpu-bom widget (H100 814 mm2, 4N; B200 2x800 mm2; ASP 27k/37k)',
  on: READ,
  tier: 'data-sheet',
};
export const blackwellPaper: Source = {
  source:
    'quoting NVIDIA RTX Blackwell white paper v1.1 appendix A, RTX 5090 dense: FP4 1676, FP8 838 (FP16 accumulate) / 419 (FP32), BF16 209.5',
  on: READ,
  tier: 'data-sheet',
};
export const capacityMedia: Source = {
  source: 'capacitymedia.com 2025-07-28: CloudMatrix384 up to $8.2M, 559 kW, 16 racks',
  on: READ,
  tier: 'data-sheet',
};
export const chipData: Source = {
  source: 'public repository chipData.js (B200 die 2x807=1614 mm2, H100 814 mm2)',
  on: READ,
  tier: 'data-sheet',
};
export const cloudMatrix: Source = {
  source:
    'winbuzzer.com 2025-04-20 citing SemiAnalysis: CloudMatrix384 300 PFLOPS BF16, 49.2 TB HBM, 1229 TB/s, 559 kW; GB200 NVL72 180 PFLOPS, 145 kW',
  on: READ,
  tier: 'data-sheet',
};
export const cloudPriceLists: Source = {
  source:
    'skypilot-org/skypilot-catalog v8 verda @000c1d0 and nebius @0082b04; dstackai/gpuhunt @3584151 tpu_pricing.json (cloud price lists, 2025-26)',
  on: READ,
  tier: 'data-sheet',
};
export const deepSeekIsca: Source = {
  source: 'DeepSeek-V3 hardware paper (ISCA 2025) as quoted in: H800 NVLink cut from 900 to 400 GB/s',
  on: READ,
  tier: 'data-sheet',
};
export const deviceReadings: Source = {
  source:
    'command output posted in public repositories (nvidia-smi, rocm-smi, hl-smi, npu-smi, xpu-smi, ppu-smi): idle = no process and 0-1% use, median of 2-10 transcripts; limit = power cap the tool prints (read 2026-11-22)',
  on: READ,
  tier: 'measured',
};
export const dgxSystems: Source = {
  source:
    'public repository (DGX generations table): system maximum DGX A100 6.5 kW, H100 and H200 10.2, B200 14.3, B300 about 14; overhead = (system - 8 x TDP)/8',
  on: READ,
  tier: 'data-sheet',
};
export const dieShots910B: Source = {
  source:
    'nomusica.com / hardwareluxx.de 2024-12 die shots: 910B compute die 665.61 mm2, FP16 280-400 TFLOPS, 800/1600 GB/s',
  on: READ,
  tier: 'data-sheet',
};
export const doubledRate: Source = {
  source: 'derived: INT4 = twice INT8, INT8 = FP8 and FP16-accumulate FP16 = half FP8 on the same tensor cores',
  on: READ,
  tier: 'estimate',
};
export const ec2Prices: Source = {
  source:
    'EC2 prices in public repositories: trn1.2xlarge $1.34, trn1n.32xlarge $24.78/16 chips; trn2.48xlarge $14.56 (sparecores 2026-09 to $38.43 per 16 chips, spot $8.60',
  on: READ,
  tier: 'data-sheet',
};
export const epochHardware: Source = {
  source:
    'epoch-research/training-cost-trends @263c40a data/Chip dataset-Grid view.csv (Epoch AI hardware set, links each row to a datasheet)',
  on: READ,
  tier: 'data-sheet',
};
export const epochPrices: Source = {
  source:
    'Epoch AI prices: training-cost-trends @263c40a data/Hardware prices.csv (dated shop and cloud pages) and ai-chip-counts @d1b1bc3 (Nvidia annual prices.csv, amd_estimates and nvidia_estimates notebooks, average selling price ranges)',
  on: READ,
  tier: 'data-sheet',
};
export const epochTpu: Source = {
  source:
    'epoch-research/ai-chip-counts @d1b1bc3 tpu_estimates and trainium_estimates notebooks: TDP; TPU price = estimated manufacturing cost / (1 - Broadcom margin), 90% interval',
  on: READ,
  tier: 'data-sheet',
};
export const evokernel: Source = {
  source:
    'ying-wen/evokernel-spec @d5fd5aa data/hardware/*.yaml (community; KNOWN ERRORS: sparse figures for L40S/4090/5090, BR100 FP32 given as BF16, Gaudi3, MLU590 = MLU290-M5 figures)',
  on: READ,
  tier: 'data-sheet',
};
export const g7eRentals: Source = {
  source: 'public repository (2026-09): RTX PRO 6000 on EC2 g7e.2xlarge $3.36/h on demand, $1.71 spot; RunPod $2.19',
  on: READ,
  tier: 'data-sheet',
};
export const gaudi2BSheet: Source = {
  source:
    'public repository after the Habana HL-225H / HL-225B mezzanine card datasheets: 96 GB, 2.46 TB/s, 432 BF16, 865 FP8, 600 W',
  on: READ,
  tier: 'data-sheet',
};
export const gaudi3Paper: Source = {
  source:
    'public repository (Intel AI architecture history, 2026-09-28) after the Gaudi 3 white paper: 1,678 TFLOPS dense BF16 and FP8 for HL-325L; Epoch has the same 1,678',
  on: READ,
  tier: 'data-sheet',
};
export const gb200Rack: Source = {
  source: 'greaterwrong.com V. Nesov: GB200 NVL72 ~$4M/rack, ~$5M with external network => ~$70k/chip all-in compute;',
  on: READ,
  tier: 'data-sheet',
};
export const gb300Rack: Source = {
  source:
    'public repository: GB300 NVL72 132-142 kW (press and supply chain, not NVIDIA); overhead = (142 kW - 72 x 1.4)/72',
  on: READ,
  tier: 'data-sheet',
};
export const googleCloudDocs: Source = {
  source: 'Google Cloud docs, docs.cloud.google.com/tpu/docs/v5e, /v6e, /tpu7x',
  on: READ,
  tier: 'data-sheet',
};
export const h100Prices: Source = {
  source: 'neighborhoodsf.com wiki: H100 new $25k-40k per card',
  on: READ,
  tier: 'data-sheet',
};
export const h200Prices: Source = {
  source:
    'php.xlycwl / oucnyi 2026-01: H200 ~190k CNY each, 8-card module 1.4M CNY (~$200k), server 1.5M CNY; H20-141GB module 0.88->1.05M CNY; techloy: $27k',
  on: READ,
  tier: 'data-sheet',
};
export const h20Pages: Source = {
  source:
    'willitrunai.com H20 page (148 FP16, 296 INT8, 4.0 TB/s, NVLink 900 GB/s, 400 W) and zangshuxian.com (INT8 296)',
  on: READ,
  tier: 'data-sheet',
};
export const h20Prices: Source = {
  source: 'soramidjourney/Huxiu + rdxnew/FT 2024: H20 $12-13k, 8-card server 1.2M CNY; H100 8-card grey 2.7M CNY',
  on: READ,
  tier: 'data-sheet',
};
export const hardwareDossier: Source = {
  source:
    'public repository (hardware availability dossier, 2026-08-13, quotes official Huawei/Cambricon/Moore Threads pages)',
  on: READ,
  tier: 'data-sheet',
};
export const hygonHistory: Source = {
  source:
    'public repository (Hygon architecture history, 2026-09-28): K100-AI 64 GB and 400 W (Southeast University), 8 per server (IHEP); INT8 392, BF16 192, 350 W in public repository after a stock forum',
  on: READ,
  tier: 'data-sheet',
};
export const inferenceXCosts: Source = {
  source:
    'SemiAnalysisAI/InferenceX-app @0c8d279 packages/app/src/lib/constants.ts GPU_SPECS {power kW all-in provisioned, costh/costn/costr $/GPU-h}; tpuv7 power 1.207 from a test file of the same repo',
  on: READ,
  tier: 'data-sheet',
};
export const inferenceXDerived: Source = {
  source: 'derived: ixt all-in kW / 1.25 - TDP - 0.109 kW network; the two constants put H100 at its 575 W',
  on: READ,
  tier: 'estimate',
};
export const inferenceXSpecs: Source = {
  source:
    'SemiAnalysisAI/InferenceX-app @39a9911 packages/app/src/lib/gpu-specs.ts (dense TFLOPS, unidirectional scale-up)',
  on: READ,
  tier: 'data-sheet',
};
export const latif2025: Source = {
  source: 'Latif et al., IEEE Access 13 (2025) 61740: 8xH100 HGX max 8.4 kW measured vs 10.2 kW rated',
  on: READ,
  tier: 'measured',
};
export const llmServingSim: Source = {
  source:
    'casys-kaist/LLMServingSim @5daddb2 configs/cluster/single_node_power_instance.json: RTXPRO6000 idle 35 W, active 600 W, 1597 GB/s',
  on: READ,
  tier: 'measured',
};
export const memoryOfDies: Source = {
  source: 'die area from memory (TechPowerUp / vendor die shots)',
  on: READ,
  tier: 'estimate',
};
export const memoryOfPrices: Source = {
  source: 'price from memory; treat as +-30%',
  on: READ,
  tier: 'estimate',
};
export const memoryOfSheets: Source = {
  source: 'from memory (vendor datasheet)',
  on: READ,
  tier: 'estimate',
};
export const mlEngineering: Source = {
  source: 'stas00/ml-engineering @0074473 compute/accelerator/README.md (dense table)',
  on: READ,
  tier: 'data-sheet',
};
export const mlu590M9: Source = {
  source: ': MLU590-M9 98,304 MiB, MLU590-M9D 80 GiB, 8 cards per server',
  on: READ,
  tier: 'data-sheet',
};
export const mlu590Page: Source = {
  source: 'awesomeagents.ai Cambricon MLU590 page: 192 GB/2.4 TB/s/450 W/$8-12k - CONFLICTS with other sources',
  on: READ,
  tier: 'data-sheet',
};
export const neuronDocs: Source = {
  source:
    'aws-neuron/aws-neuron-sdk @81ce03ae about-neuron/arch/neuron-hardware/trainium.rst, trainium2.rst, trn2-arch.rst',
  on: READ,
  tier: 'data-sheet',
};
export const neuronLink2: Source = {
  source: 'public repository: NeuronLink-v2 768 GB/s (direction not stated; weak)',
  on: READ,
  tier: 'data-sheet',
};
export const ownEstimate: Source = {
  source: 'own estimate',
  on: READ,
  tier: 'estimate',
};
export const p800Default: Source = {
  source: 'public repository: P800 96 GB, 2000 GB/s, 280 BF16 TFLOPS (project default)',
  on: READ,
  tier: 'data-sheet',
};
export const ppuBroadcast: Source = {
  source:
    'CCTV report 2025-09 via ouchyi: T-Head PPU 96 GB, 700 GB/s interconnect, 400 W; H20 550 W; A800 80 GB 400 GB/s',
  on: READ,
  tier: 'data-sheet',
};
export const ppuZw810E: Source = {
  source: 'public repository (2026-09): PPU ZW810E BF16 123 TFLOPS, INT8 246 TOPS, 95.6 GiB HBM2e; ppu-smi limit 400 W',
  on: READ,
  tier: 'data-sheet',
};
export const rentals2026: Source = {
  source:
    'mercatus-ai.com May 2026: A100-80 $0.80-3.00/h, H100 SXM $1.99-5.00/h, H200 $2.50-7.00/h; SemiAnalysis index via neighborhoodsf: H100 1-yr $1.70 (Oct 2025) -> $2.35 (Mar 2026)',
  on: READ,
  tier: 'data-sheet',
};
export const quarterRate: Source = {
  source:
    'derived: BF16 with 32-bit accumulation is a quarter of FP8 with 16-bit accumulation, as NVIDIA states for RTX 5090 on the same tensor cores',
  on: READ,
  tier: 'estimate',
};
export const resellerList: Source = {
  source: 'public repository: reseller catalogue, list USD (one shop; weak)',
  on: READ,
  tier: 'data-sheet',
};
export const rtx5090DV2Dossier: Source = {
  source: 'hw dossier: 24 GB, 1,344 GB/s, AI TOPS 2375 (sparse FP4), 16,499 CNY',
  on: READ,
  tier: 'data-sheet',
};
export const rtx5090Rentals: Source = {
  source: 'RTX 5090 rental in public notes: $0.52 (vast.ai 2026-09, $0.68 (8x box $5.40, $0.89 on demand',
  on: READ,
  tier: 'data-sheet',
};
export const rtx6000DPress: Source = {
  source: 'volknews.com 2025-09: RTX 6000D 1,398 GB/s; hw dossier: 84 GB GDDR7, ~50,000 CNY',
  on: READ,
  tier: 'data-sheet',
};
export const scaledUnits: Source = {
  source: 'derived: RTX 4090 rates (ada) x 114/128 SMs at the same 2,520 MHz boost (SM counts and clock: tpup)',
  on: READ,
  tier: 'estimate',
};
export const sisterBoard: Source = {
  source:
    'taken from the sister card on the same board (5090 for 5090 D and D V2, RTX PRO 6000 for 6000D, HL-225 for HL-225B, A100 for A800 when not measured)',
  on: READ,
  tier: 'estimate',
};
export const sparseToDense5090D: Source = {
  source: 'derived: 5090 D AI TOPS 2,375 (sparse FP4) / 4',
  on: READ,
  tier: 'estimate',
};
export const spheronRentals: Source = {
  source: 'spheron.network 2026: B200 from $2.68/h, B300 from $3.29/h',
  on: READ,
  tier: 'data-sheet',
};
export const techPowerUp: Source = {
  source:
    'reox007/RightNow-GPU-Database @77fae38 data/all-gpus.json (TechPowerUp export: die, memory, TDP, bus; KNOWN ERRORS: MI300X bandwidth 10.3 TB/s, MI308X copied from MI300X, L40S 300 W)',
  on: READ,
  tier: 'data-sheet',
};
export const theRegister910C: Source = {
  source: 'The Register 2025-07-29: Ascend 910C 752 TFLOPS FP16/BF16 dense, 128 GB, 2x1.6 TB/s, 540 GB/s die-to-die',
  on: READ,
  tier: 'data-sheet',
};
export const tpuDerived: Source = {
  source:
    'derived: v5e, v5p, v6e = 0.56 x TDP (Epoch server-to-chip power ratio 1.56 for TPUs); v7 = ixt 1.207 kW / fleet PUE 1.10 - TDP',
  on: READ,
  tier: 'estimate',
};
export const tpuV7Press: Source = {
  source:
    'The Register / thedailyscout 2025-26: TPU v7 4.6 PFLOPS FP8, 192 GB, 7.4 TB/s, ICI 9.6 Tb/s aggregate bidir, 9,216-chip pod',
  on: READ,
  tier: 'data-sheet',
};
export const wikipedia: Source = {
  source: 'voidful/gpu-info-api branch gpu-data gpu.json (Wikipedia tables, 2025-06)',
  on: READ,
  tier: 'data-sheet',
};
