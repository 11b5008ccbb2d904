merit test garage.merit 千分制.merit 记分.merit hygiene.merit 信用.merit regatta.merit ../picks/of_each_event.merit
