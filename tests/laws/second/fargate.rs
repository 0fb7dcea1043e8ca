//! AWS Fargate.

use num_rational::BigRational;
use num_traits::Zero;

use super::meters::Meters;
use super::prices::usage_type;
use crate::big::{ratio, whole};
use crate::lab_plan::{Fargate, Machine};

impl Meters<'_> {
    /// Hours that the tasks of a resource are billed for: whole seconds, at least one minute a run
    /// on Linux and five on Windows.
    pub(super) fn task_hours(&self, task: &Fargate) -> BigRational {
        let seconds_min = if task.machine == Machine::Windows {
            300
        } else {
            60
        };
        let hours = self.billed_hours(&task.when, |seconds| seconds.ceil().max(whole(seconds_min)));
        self.at(&task.tasks) * hours
    }

    pub(super) fn fargate(&mut self, task: &Fargate) {
        let hours = self.task_hours(task);
        let vcpu_hours = &hours * ratio(task.vcpu_thousandths, 1_000);
        let gb_hours = &hours * ratio(task.memory_gb_thousandths, 1_000);
        if let Some(rates) = task.spot {
            for (quantity, rate) in [vcpu_hours, gb_hours].into_iter().zip(rates) {
                match rate {
                    Some(rate) => {
                        self.at_stated_rates += quantity * ratio(rate, 1_000_000) * &self.people;
                    }
                    None => self.gaps += 1,
                }
            }
        } else {
            let (system, windows) = match task.machine {
                Machine::LinuxX86 => ("", false),
                Machine::LinuxArm => ("ARM-", false),
                Machine::Windows => ("Windows-", true),
            };
            self.count_fargate(&format!("{system}vCPU-Hours:perCPU"), vcpu_hours.clone());
            self.count_fargate(&format!("{system}GB-Hours"), gb_hours);
            if windows {
                self.count_fargate("Windows-OS-Hours:perCPU", vcpu_hours);
            }
        }
        // 20 GB are included.
        let above = ratio(task.storage_gb_thousandths, 1_000) - whole(20);
        if !above.is_zero() {
            self.count_fargate("EphemeralStorage-GB-Hours", hours * above);
        }
    }

    fn count_fargate(&mut self, name: &str, quantity: BigRational) {
        let region = self.setting.region;
        let usage_type = usage_type(region, &format!("Fargate-{name}"), false);
        self.count(("AmazonECS", region), &usage_type, None, Some(quantity));
    }
}
