/** Who said the regional figures, as printed in a run's bibliography. */

export const SOURCES = {
  ft: 'FT 2025-11-04 via greenergydaily.com: subsidies of up to 50% bring domestic-chip data centres in Gansu, Guizhou and Inner Mongolia to about 0.4 CNY/kWh; US industrial average 9.1 cents (EIA)',
  zuowenti: 'zuowenti.com 2026-02-27: western green power 0.2–0.3 CNY/kWh',
  mffb: 'mffb.com.cn 2026-02-27: Chinese industry 0.4–0.6 CNY/kWh',
  researchViewer:
    'research-viewer.pages.dev: AI data centres, blended US price 2026 0.065–0.090 USD/kWh before PUE; Texas and Iowa about 0.06; California above 0.176',
  pjm: 'newsbytes 2025-08: PJM capacity 2026/27 at 329.17 USD/MW-day, 0.0137 USD/kWh at a flat load',
  turner:
    'Turner & Townsend Data Centre Construction Cost Index 2025–26, USD/W: Tokyo 15.2, Singapore 14.5, Silicon Valley 13.3, Frankfurt 11.6',
  epoch:
    'Epoch AI, 14 May 2026, 1 GW US hyperscaler: 38 B USD capital, 0.9 B USD a year to run, 0.6 of it energy, 8.5 B USD a year in all',
  epochFit: 'fitted by us to Epoch AI, 14 May 2026: cost of capital 6.8%, building 12.5 B USD per GW',
  policy: 'Chinese policy: new large data centres below PUE 1.3, hubs below 1.25 by 2025 (chaguwang.cn)',
  cloudRegions:
    'Green Software Foundation, real-time-cloud, Cloud_Region_Metadata.csv at b2858aa: PUE published per cloud region (AWS 2024 and 2023, Google 2024, Azure 2023)',
  hubs: 'press claims for Chinese hubs 2020–2026 (Zhongwei 0.36, Gui’an 0.35, Qingyang 0.398 CNY/kWh; PUE 1.07–1.2) and AWS Ningxia 1.25 (2024)',
  cushman:
    'Cushman & Wakefield Asia Pacific Data Centre Construction Cost Guide 2025: Chinese mainland mid-spec 7.11 M USD/MW',
  vnet: 'derived from VNET earnings calls 2025: 10–12 B CNY for 326 MW, 4,290–5,150 USD/kW at 7.15 CNY/USD',
  prometheus: 'prometheusgroup.xyz after Eurostat 2024: German industry about 0.19 USD/kWh',
  wholesale:
    'mean wholesale price 2023 without grid charges (Electricity Maps): Singapore 184.9, Germany 102.6, Tokyo 89.3 USD/MWh',
  memory: 'assumed from memory',
  assumed: 'assumed',
  emissions2022: 'EIA-930 2022, generation-weighted average of the balancing authority',
  directCarbon2023: 'Electricity Maps 2023, mean direct intensity (ODbL)',
  chinaCarbon:
    'Ministry of Ecology and Environment via press: national average 536.6 g/kWh in 2022; provinces lie between 107 (Yunnan) and above 700 (Hebei, Shanxi)',
  practiceChina:
    'assumed for China west and east: building 70–80 USD/kW a year, insurance and tax 0.3%, machines 1.5%, software and staff 150 USD per accelerator a year',
  practiceNeocloud:
    'assumed for a US neocloud: building 180 USD/kW a year, insurance and tax 0.4%, machines 2%, software and staff 300 USD per accelerator a year',
} as const;
