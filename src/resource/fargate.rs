//! AWS Fargate on Amazon ECS: tasks billed by vCPU, memory and ephemeral storage, per second.
//!
//! Rules (AWS Fargate pricing page; Amazon ECS Developer Guide, "Task CPU and memory"):
//! * from the start of the image pull to the end of the task, rounded up to the second, at least 1
//!   minute on Linux and 5 minutes on Windows;
//! * 20 GB of ephemeral storage are included, up to 200 GB can be had on Linux;
//! * Windows pays an operating-system licence per vCPU besides;
//! * Spot rates change and are in no price list: the lab file states them.

use std::borrow::Cow;

use super::context::{Scenario, UsageContext};
use super::schedule::{Per, Running, duration_text};
use super::words::number_text;
use crate::exact::{Exact, OutOfRange};
use crate::money::Rate;
use crate::service::ServiceCode;
use crate::spread::Spread;
use crate::usage::{Pricing, Usage, UsageLine, Working};

/// The row of the cost table.
pub const HEADING: &str = "AWS Fargate";

/// Ephemeral storage that every task has without a charge, in GB.
pub const EPHEMERAL_STORAGE_INCLUDED_GB: u32 = 20;

/// The most ephemeral storage a task can have, in GB.
pub const EPHEMERAL_STORAGE_MAX_GB: u32 = 200;

/// The operating system of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OperatingSystem {
    /// Linux.
    Linux,
    /// Windows Server.
    Windows,
}

/// The processor of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Architecture {
    /// x86-64.
    X86,
    /// ARM64 (AWS Graviton).
    Arm,
}

/// How a task's capacity is bought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Capacity {
    /// On demand.
    OnDemand,
    /// Spot, at the rates that the lab file states.
    Spot {
        /// Money per vCPU-hour.
        vcpu_hour_rate: Option<Rate>,
        /// Money per GB-hour of memory.
        gb_hour_rate: Option<Rate>,
    },
}

/// The size of a task: one of AWS's pairs of vCPU and memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    vcpu: Exact,
    memory_gb: Exact,
}

/// A Fargate task, or several alike.
#[derive(Clone, Debug, PartialEq)]
pub struct Task {
    /// The operating system.
    pub operating_system: OperatingSystem,
    /// The processor.
    pub architecture: Architecture,
    /// vCPU and memory.
    pub size: Size,
    /// All of the ephemeral storage, the included part too.
    pub ephemeral_storage_gb: Exact,
    /// On demand or Spot.
    pub capacity: Capacity,
    /// How many tasks alike.
    pub tasks: Spread<Exact>,
    /// When each runs.
    pub running: Running,
}

impl OperatingSystem {
    /// The least that one run is billed.
    #[must_use]
    pub fn billed_seconds_min(self) -> Exact {
        match self {
            Self::Linux => Exact::from(60_u32),
            Self::Windows => Exact::from(300_u32),
        }
    }
}

/// A vCPU count in thousandths, the memory range in GB, and the step between sizes.
struct MemoryRange {
    vcpu_thousandths: u32,
    gb_min: u32,
    gb_max: u32,
    gb_step: u32,
    windows: bool,
}

const fn range(vcpu_thousandths: u32, gb: (u32, u32), gb_step: u32, windows: bool) -> MemoryRange {
    MemoryRange {
        vcpu_thousandths,
        gb_min: gb.0,
        gb_max: gb.1,
        gb_step,
        windows,
    }
}

/// Source: Amazon ECS Developer Guide, "Task definition differences for Fargate", task CPU and
/// memory. A quarter vCPU takes 0.5 GB as well, which [`Size::new`] minds.
const MEMORY_RANGES: [MemoryRange; 7] = [
    range(250, (1, 2), 1, false),
    range(500, (1, 4), 1, false),
    range(1_000, (2, 8), 1, true),
    range(2_000, (4, 16), 1, true),
    range(4_000, (8, 30), 1, true),
    range(8_000, (16, 60), 4, false),
    range(16_000, (32, 120), 8, false),
];

impl MemoryRange {
    fn vcpu(&self) -> Exact {
        Exact::new(i128::from(self.vcpu_thousandths), 1_000).unwrap_or(Exact::ZERO)
    }

    fn holds(&self, memory_gb: Exact) -> bool {
        let half = Exact::new(1, 2).unwrap_or(Exact::ZERO);
        if self.vcpu_thousandths == 250 && memory_gb == half {
            return true;
        }
        let sizes = (self.gb_min..=self.gb_max).step_by(self.gb_step.try_into().unwrap_or(1));
        sizes.map(Exact::from).any(|size| size == memory_gb)
    }

    fn words(&self) -> String {
        match self {
            Self {
                vcpu_thousandths: 250,
                ..
            } => "0.5, 1 or 2 GB".to_owned(),
            Self {
                gb_step: 1,
                gb_min,
                gb_max,
                ..
            } => {
                format!("{gb_min} to {gb_max} GB in whole GB")
            }
            Self {
                gb_step,
                gb_min,
                gb_max,
                ..
            } => {
                format!("{gb_min} to {gb_max} GB in steps of {gb_step} GB")
            }
        }
    }
}

impl Size {
    /// A size that Fargate offers.
    ///
    /// ```
    /// use labcost::exact::Exact;
    /// use labcost::resource::fargate::{OperatingSystem::Linux, Size};
    /// let gb = |whole: u32| Exact::from(whole);
    /// assert!(Size::new(Linux, gb(1), gb(2)).is_ok());
    /// assert_eq!(
    ///     Size::new(Linux, gb(1), gb(16)).unwrap_err(),
    ///     "Fargate has no task of 1 vCPU and 16 GB: 1 vCPU takes 2 to 8 GB in whole GB"
    /// );
    /// ```
    ///
    /// # Errors
    /// A sentence that says which sizes there are.
    pub fn new(
        operating_system: OperatingSystem,
        vcpu: Exact,
        memory_gb: Exact,
    ) -> Result<Self, String> {
        let windows = operating_system == OperatingSystem::Windows;
        let offered = || {
            MEMORY_RANGES
                .iter()
                .filter(|range| range.windows || !windows)
        };
        let Some(range) = offered().find(|range| range.vcpu() == vcpu) else {
            let sizes: Vec<String> = offered().map(|range| range.vcpu().to_decimal()).collect();
            let system = if windows { "Windows" } else { "Linux" };
            return Err(format!(
                "Fargate has no {system} task of {vcpu} vCPU, only of {}",
                sizes.join(", ")
            ));
        };
        if range.holds(memory_gb) {
            return Ok(Self { vcpu, memory_gb });
        }
        Err(format!(
            "Fargate has no task of {vcpu} vCPU and {memory_gb} GB: {vcpu} vCPU takes {}",
            range.words()
        ))
    }

    /// Whether there is a size of so many virtual CPUs.
    #[must_use]
    pub fn offers_vcpu(operating_system: OperatingSystem, vcpu: Exact) -> bool {
        let windows = operating_system == OperatingSystem::Windows;
        let mut ranges = MEMORY_RANGES.iter();
        ranges.any(|range| range.vcpu() == vcpu && (range.windows || !windows))
    }

    /// Virtual CPUs.
    #[must_use]
    pub fn vcpu(self) -> Exact {
        self.vcpu
    }

    /// Memory in GB (1 GB = 1024³ bytes, as Fargate counts).
    #[must_use]
    pub fn memory_gb(self) -> Exact {
        self.memory_gb
    }
}

/// A component of a task's price: the usage type's name after the Region, its unit and what it is.
struct Component {
    usage_type: &'static str,
    unit: &'static str,
    description: &'static str,
    quantity: Exact,
    label: &'static str,
    pricing: Pricing,
}

impl Task {
    /// vCPU-hours, GB-hours, and what else this kind of task is billed for.
    ///
    /// # Errors
    /// [`OutOfRange`] if a quantity cannot be held exactly.
    pub fn usage(&self, context: &UsageContext) -> Result<Vec<UsageLine>, OutOfRange> {
        let mut lines = Vec::with_capacity(2);
        for component in self.components()? {
            let working =
                Working::of(self.tasks, "tasks").times(component.quantity, component.label)?;
            let working =
                self.running_in(context.scenario)
                    .hours(working, context.month, |seconds| {
                        self.billed_seconds(seconds)
                    })?;
            lines.push(UsageLine {
                resource: context.resource.clone(),
                heading: Cow::Borrowed(HEADING),
                service: ServiceCode::ECS,
                region: context.region,
                usage_type: context.region.usage_type(component.usage_type),
                operation: None,
                unit: Cow::Borrowed(component.unit),
                description: Cow::Borrowed(component.description),
                usage: Usage::Known(working),
                pricing: component.pricing,
            });
        }
        Ok(lines)
    }

    /// When the task runs in a scenario.
    #[must_use]
    pub fn running_in(&self, scenario: Scenario) -> Running {
        match scenario {
            Scenario::LeftRunning => Running::Always,
            Scenario::AsPlanned | Scenario::Trial => self.running,
        }
    }

    /// The seconds that a run of this many seconds is billed.
    #[must_use]
    pub fn billed_seconds(&self, seconds: Exact) -> Exact {
        seconds
            .ceiling()
            .max(self.operating_system.billed_seconds_min())
    }

    fn components(&self) -> Result<Vec<Component>, OutOfRange> {
        let names = self.usage_type_names();
        let (vcpu_pricing, gb_pricing) = match self.capacity {
            Capacity::OnDemand => (Pricing::List, Pricing::List),
            Capacity::Spot {
                vcpu_hour_rate,
                gb_hour_rate,
            } => (spot_pricing(vcpu_hour_rate), spot_pricing(gb_hour_rate)),
        };
        let mut components = vec![
            Component {
                usage_type: names.0,
                unit: "hours",
                description: "vCPU",
                quantity: self.size.vcpu,
                label: "vCPU",
                pricing: vcpu_pricing,
            },
            Component {
                usage_type: names.1,
                unit: "hours",
                description: "memory",
                quantity: self.size.memory_gb,
                label: "GB of memory",
                pricing: gb_pricing,
            },
        ];
        if self.operating_system == OperatingSystem::Windows {
            components.push(Component {
                usage_type: "Fargate-Windows-OS-Hours:perCPU",
                unit: "hours",
                description: "Windows licence",
                quantity: self.size.vcpu,
                label: "vCPU",
                pricing: Pricing::List,
            });
        }
        let included = Exact::from(EPHEMERAL_STORAGE_INCLUDED_GB);
        if self.ephemeral_storage_gb > included {
            components.push(Component {
                usage_type: "Fargate-EphemeralStorage-GB-Hours",
                unit: "GB-Hours",
                description: "ephemeral storage",
                quantity: self.ephemeral_storage_gb.minus(included)?,
                label: "GB of ephemeral storage above the 20 included",
                pricing: Pricing::List,
            });
        }
        Ok(components)
    }

    /// The names of the vCPU and the memory usage type.
    fn usage_type_names(&self) -> (&'static str, &'static str) {
        let spot = matches!(self.capacity, Capacity::Spot { .. });
        match (self.operating_system, self.architecture, spot) {
            (OperatingSystem::Windows, ..) => (
                "Fargate-Windows-vCPU-Hours:perCPU",
                "Fargate-Windows-GB-Hours",
            ),
            (_, Architecture::X86, false) => ("Fargate-vCPU-Hours:perCPU", "Fargate-GB-Hours"),
            (_, Architecture::Arm, false) => {
                ("Fargate-ARM-vCPU-Hours:perCPU", "Fargate-ARM-GB-Hours")
            }
            (_, Architecture::X86, true) => (
                "SpotUsage-Fargate-vCPU-Hours:perCPU",
                "SpotUsage-Fargate-GB-Hours",
            ),
            (_, Architecture::Arm, true) => (
                "SpotUsage-Fargate-ARM-vCPU-Hours:perCPU",
                "SpotUsage-Fargate-ARM-GB-Hours",
            ),
        }
    }

    /// As on the workshop's page: `Linux, x86, 15 min/task/day, 20 GB storage, 2 GB memory`, and
    /// the vCPU, which the page leaves out.
    #[must_use]
    pub fn configuration(&self) -> String {
        let system = match self.operating_system {
            OperatingSystem::Linux => "Linux",
            OperatingSystem::Windows => "Windows",
        };
        let architecture = match self.architecture {
            Architecture::X86 => "x86",
            Architecture::Arm => "ARM",
        };
        let mut parts = vec![system.to_owned(), architecture.to_owned()];
        if matches!(self.capacity, Capacity::Spot { .. }) {
            parts.push("Spot".to_owned());
        }
        if self.tasks.expected() != Exact::ONE {
            parts.push(format!("{} tasks", number_text(self.tasks.expected())));
        }
        parts.push(self.running_words());
        parts.push(format!("{} GB storage", self.ephemeral_storage_gb));
        parts.push(format!("{} GB memory", self.size.memory_gb));
        parts.push(format!("{} vCPU", self.size.vcpu));
        parts.join(", ")
    }

    fn running_words(&self) -> String {
        let Running::Runs(runs) = &self.running else {
            return "always on".to_owned();
        };
        let duration = duration_text(runs.seconds_each.expected());
        if runs.count.expected() == Exact::ONE && runs.per != Per::Hour {
            return format!("{duration}/task/{}", runs.per);
        }
        format!(
            "{} runs/{} of {duration}",
            number_text(runs.count.expected()),
            runs.per
        )
    }
}

fn spot_pricing(stated: Option<Rate>) -> Pricing {
    stated.map_or(
        Pricing::NotInAnyList {
            hint: "Fargate Spot is in no price list: state `spot_vcpu_hour_rate` and \
                   `spot_gb_hour_rate`",
        },
        Pricing::Stated,
    )
}

#[cfg(test)]
mod tests {
    use super::super::schedule::Runs;
    use super::*;
    use crate::period::Month;

    fn context(region: &str, scenario: Scenario) -> UsageContext {
        UsageContext {
            resource: "ui".into(),
            region: region.parse().unwrap(),
            month: Month::AVERAGE,
            scenario,
        }
    }

    fn workshop_task() -> Task {
        let size = Size::new(OperatingSystem::Linux, Exact::ONE, Exact::from(2_u32)).unwrap();
        Task {
            operating_system: OperatingSystem::Linux,
            architecture: Architecture::X86,
            size,
            ephemeral_storage_gb: Exact::from(20_u32),
            capacity: Capacity::OnDemand,
            tasks: Exact::ONE.into(),
            running: Running::Runs(Runs {
                count: Exact::ONE.into(),
                per: Per::Day,
                seconds_each: Exact::from(900_u32).into(),
            }),
        }
    }

    /// `usage type, quantity, unit` of each line.
    fn asked(task: &Task, context: &UsageContext) -> Vec<String> {
        let lines = task.usage(context).unwrap();
        let words = |line: &UsageLine| {
            let quantity = line.quantity().unwrap().expected().to_fraction();
            format!("{} {quantity} {}", line.usage_type, line.unit)
        };
        lines.iter().map(words).collect()
    }

    #[test]
    fn the_workshops_task() {
        let task = workshop_task();
        assert_eq!(
            asked(&task, &context("ap-southeast-2", Scenario::AsPlanned)),
            [
                "APS2-Fargate-vCPU-Hours:perCPU 365/48 hours",
                "APS2-Fargate-GB-Hours 365/24 hours"
            ]
        );
        assert_eq!(
            task.configuration(),
            "Linux, x86, 15 min/task/day, 20 GB storage, 2 GB memory, 1 vCPU"
        );
    }

    #[test]
    fn left_running_is_730_hours() {
        assert_eq!(
            asked(
                &workshop_task(),
                &context("eu-west-1", Scenario::LeftRunning)
            ),
            [
                "EU-Fargate-vCPU-Hours:perCPU 730 hours",
                "EU-Fargate-GB-Hours 1460 hours"
            ]
        );
    }

    #[test]
    fn windows_pays_a_licence_and_storage_above_20_gb_is_billed() {
        let task = Task {
            operating_system: OperatingSystem::Windows,
            ephemeral_storage_gb: Exact::from(30_u32),
            running: Running::Always,
            ..workshop_task()
        };
        assert_eq!(
            asked(&task, &context("us-east-1", Scenario::AsPlanned)),
            [
                "USE1-Fargate-Windows-vCPU-Hours:perCPU 730 hours",
                "USE1-Fargate-Windows-GB-Hours 1460 hours",
                "USE1-Fargate-Windows-OS-Hours:perCPU 730 hours",
                "USE1-Fargate-EphemeralStorage-GB-Hours 7300 GB-Hours",
            ]
        );
    }

    #[test]
    fn arm_and_spot_have_usage_types_of_their_own() {
        let names = |architecture, capacity| {
            let task = Task {
                architecture,
                capacity,
                ..workshop_task()
            };
            task.usage_type_names().0
        };
        let spot = Capacity::Spot {
            vcpu_hour_rate: None,
            gb_hour_rate: None,
        };
        assert_eq!(
            names(Architecture::Arm, Capacity::OnDemand),
            "Fargate-ARM-vCPU-Hours:perCPU"
        );
        assert_eq!(
            names(Architecture::X86, spot),
            "SpotUsage-Fargate-vCPU-Hours:perCPU"
        );
    }

    #[test]
    fn spot_without_a_stated_rate_is_not_free() {
        let spot = Capacity::Spot {
            vcpu_hour_rate: None,
            gb_hour_rate: "0.001596".parse().ok(),
        };
        let task = Task {
            capacity: spot,
            ..workshop_task()
        };
        let lines = task
            .usage(&context("ap-southeast-2", Scenario::AsPlanned))
            .unwrap();
        assert!(matches!(lines[0].pricing, Pricing::NotInAnyList { .. }));
        assert!(matches!(lines[1].pricing, Pricing::Stated(_)));
    }

    #[test]
    fn a_short_run_is_billed_for_the_minimum_and_rounded_up_to_the_second() {
        let billed = |operating_system, seconds: &str| {
            let task = Task {
                operating_system,
                ..workshop_task()
            };
            task.billed_seconds(Exact::parse(seconds).unwrap())
                .to_string()
        };
        assert_eq!(billed(OperatingSystem::Linux, "5"), "60");
        assert_eq!(billed(OperatingSystem::Linux, "60.2"), "61");
        assert_eq!(billed(OperatingSystem::Windows, "60.2"), "300");
    }

    #[test]
    fn every_legal_size_and_no_other() {
        let legal = |system, vcpu: &str| {
            let vcpu = Exact::parse(vcpu).unwrap();
            let halves = (1..=260).map(|half| Exact::new(half, 2).unwrap());
            halves
                .filter(|memory| Size::new(system, vcpu, *memory).is_ok())
                .count()
        };
        let linux = |vcpu| legal(OperatingSystem::Linux, vcpu);
        // Counted on the page: 3, 4, 7, 13, 23, 12 and 12 sizes.
        let counts = ["0.25", "0.5", "1", "2", "4", "8", "16"].map(linux);
        assert_eq!(counts, [3, 4, 7, 13, 23, 12, 12]);
        assert_eq!(["3", "0.75", "32"].map(linux), [0, 0, 0]);
        let windows = |vcpu| legal(OperatingSystem::Windows, vcpu);
        assert_eq!(
            ["0.25", "0.5", "1", "2", "4", "8", "16"].map(windows),
            [0, 0, 7, 13, 23, 0, 0]
        );
    }

    #[test]
    fn an_illegal_size_says_what_is_legal() {
        let fault = |vcpu: &str, memory: &str| {
            let [vcpu, memory] = [vcpu, memory].map(|text| Exact::parse(text).unwrap());
            Size::new(OperatingSystem::Linux, vcpu, memory).unwrap_err()
        };
        assert_eq!(
            fault("3", "8"),
            "Fargate has no Linux task of 3 vCPU, only of 0.25, 0.5, 1, 2, 4, 8, 16"
        );
        assert_eq!(
            fault("8", "18"),
            "Fargate has no task of 8 vCPU and 18 GB: 8 vCPU takes 16 to 60 GB in steps of 4 GB"
        );
    }
}
