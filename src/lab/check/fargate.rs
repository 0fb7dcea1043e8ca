//! Checks Fargate tasks.

use super::guess::Checker;
use crate::exact::Exact;
use crate::lab::file::{FargateFile, Guess};
use crate::lab::written_quantity::{Duration, Gigabytes, NumberFlow, Schedule, Vcpu};
use crate::lab::yaml::Written;
use crate::money::Rate;
use crate::resource::fargate::{
    Architecture, Capacity, EPHEMERAL_STORAGE_INCLUDED_GB, EPHEMERAL_STORAGE_MAX_GB,
    OperatingSystem, Size, Task,
};
use crate::resource::{Running, Runs};

/// A task, or faults.
pub(super) fn task(checker: &mut Checker<'_>, file: FargateFile) -> Option<Task> {
    let operating_system = checker
        .take(file.operating_system)
        .unwrap_or(OperatingSystem::Linux);
    let architecture = architecture(checker, file.architecture, operating_system);
    let size = size(checker, file.vcpu, file.memory, operating_system);
    let ephemeral_storage_gb = ephemeral_storage(checker, file.ephemeral_storage, operating_system);
    let tasks = checker.guess("tasks", file.tasks);
    let running = running(checker, file.schedule, file.runs, file.run_time);
    let rates = (file.spot_vcpu_hour_rate, file.spot_gb_hour_rate);
    let capacity = capacity(checker, file.spot, rates, operating_system);
    Some(Task {
        operating_system,
        architecture,
        size: size?,
        ephemeral_storage_gb: ephemeral_storage_gb?,
        capacity,
        tasks: tasks.unwrap_or(Exact::ONE.into()),
        running: running?,
    })
}

fn architecture(
    checker: &mut Checker<'_>,
    written: Option<Written<Architecture>>,
    operating_system: OperatingSystem,
) -> Architecture {
    let spot = written.as_ref().map_or(checker.spot, Written::spot);
    let architecture = checker.take(written).unwrap_or(Architecture::X86);
    if operating_system == OperatingSystem::Windows && architecture == Architecture::Arm {
        checker.fault(spot, "Fargate runs Windows on x86 only");
    }
    architecture
}

fn size(
    checker: &mut Checker<'_>,
    vcpu: Option<Written<Vcpu>>,
    memory: Option<Written<Gigabytes>>,
    operating_system: OperatingSystem,
) -> Option<Size> {
    if vcpu.is_none() {
        checker.missing("vcpu", "give the task's virtual CPUs, such as `vcpu: 1`");
    }
    if memory.is_none() {
        checker.missing("memory", "give the task's memory, such as `memory: 2 GB`");
    }
    let vcpu_spot = vcpu.as_ref().map_or(checker.spot, Written::spot);
    let memory_spot = memory.as_ref().map_or(checker.spot, Written::spot);
    let (vcpu, memory) = (checker.take(vcpu), checker.take(memory));
    let (vcpu, memory) = (vcpu?.0, memory?.0);
    let spot = if Size::offers_vcpu(operating_system, vcpu) {
        memory_spot
    } else {
        vcpu_spot
    };
    let size = Size::new(operating_system, vcpu, memory);
    size.map_err(|message| checker.fault(spot, message)).ok()
}

fn ephemeral_storage(
    checker: &mut Checker<'_>,
    written: Option<Written<Gigabytes>>,
    operating_system: OperatingSystem,
) -> Option<Exact> {
    let included = Exact::from(EPHEMERAL_STORAGE_INCLUDED_GB);
    let Some(written) = written else {
        return Some(included);
    };
    let spot = written.spot();
    let storage = checker.take(Some(written))?.0;
    let (most, range) = match operating_system {
        OperatingSystem::Linux => (
            EPHEMERAL_STORAGE_MAX_GB,
            "20 to 200 GB of ephemeral storage",
        ),
        OperatingSystem::Windows => (
            EPHEMERAL_STORAGE_INCLUDED_GB,
            "20 GB of ephemeral storage on Windows",
        ),
    };
    if storage < included || storage > Exact::from(most) {
        checker.fault(
            spot,
            format!("a Fargate task has {range}, not {storage} GB"),
        );
        return None;
    }
    Some(storage)
}

/// Either a schedule, or runs of a certain length.
fn running(
    checker: &mut Checker<'_>,
    schedule: Option<Guess<Schedule>>,
    runs: Option<Guess<NumberFlow>>,
    run_time: Option<Guess<Duration>>,
) -> Option<Running> {
    let given = (schedule.is_some(), runs.is_some(), run_time.is_some());
    let schedule = checker.guess("schedule", schedule);
    let runs = checker.guess("runs", runs);
    let run_time = checker.guess("run_time", run_time);
    match given {
        (true, false, false) => schedule,
        (false, true, true) => {
            let (runs, seconds_each) = (runs?, run_time?);
            Some(Running::Runs(Runs {
                count: runs.quantity,
                per: runs.per,
                seconds_each,
            }))
        }
        (true, ..) => {
            checker.fault(
                checker.spot,
                "give either `schedule`, or `runs` with `run_time`, not both",
            );
            None
        }
        (false, true, false) => {
            checker.missing("run_time", "give how long each run takes, such as `30 min`");
            None
        }
        (false, false, true) => {
            checker.missing("runs", "give how many runs there are, such as `10/day`");
            None
        }
        (false, false, false) => {
            checker.missing(
                "schedule",
                "give when it runs: `always` or for instance `15 min/day`",
            );
            None
        }
    }
}

fn capacity(
    checker: &mut Checker<'_>,
    spot: Option<Written<bool>>,
    (vcpu_hour_rate, gb_hour_rate): (Option<Written<Rate>>, Option<Written<Rate>>),
    operating_system: OperatingSystem,
) -> Capacity {
    let rate_spot = vcpu_hour_rate.as_ref().or(gb_hour_rate.as_ref());
    let rate_spot = rate_spot.map(Written::spot);
    let spot_spot = spot.as_ref().map_or(checker.spot, Written::spot);
    let vcpu_hour_rate = checker.take(vcpu_hour_rate);
    let gb_hour_rate = checker.take(gb_hour_rate);
    if !checker.take(spot).unwrap_or(false) {
        if let Some(rate_spot) = rate_spot {
            checker.fault(rate_spot, "a Spot rate is given, but not `spot: true`");
        }
        return Capacity::OnDemand;
    }
    if operating_system == OperatingSystem::Windows {
        checker.fault(spot_spot, "Fargate Spot does not run Windows");
    }
    Capacity::Spot {
        vcpu_hour_rate,
        gb_hour_rate,
    }
}
