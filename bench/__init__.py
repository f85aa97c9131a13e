"""What is measured and against whom; figures are ratios within one run."""
