"""What runs, when and where: the command, the worker processes and the Prefect flow."""
